// The units of the demo: the city with its counties, parks and departments, and
// beside it what is only there to compare with.

package demo

import (
	"fmt"
	"strconv"

	"guatu/internal/access"
	"guatu/internal/app"
)

// A place is one unit to be founded. under names its parents with their shares;
// a single parent has the whole.
type place struct {
	key, name, short string
	kind             access.UnitKind
	divisions        []string
	under            []string
	shares           []int
	projects         int // how many the demo draws for it
}

// Keys of units that the demo names elsewhere.
const (
	rootKey   = "root"
	cityKey   = "city"
	officeKey = "office"
	jointKey  = "joint"
	peersKey  = "peers"
	countyKey = "sample-county"
)

// places are the units in the order they are founded. Names of divisions are
// those of GB/T 2260; a park has no code of its own, but for the zone that
// statistics count (320871). The city's two parks name the county the schematic
// lets them stand in, so that their projects have a place on it. Everything that carries figures of other places hangs beside the
// city, so that the city's own board stays its own.
var places = []place{
	{key: cityKey, name: "淮安市", kind: access.City, divisions: []string{"320800"}, under: []string{rootKey}},

	{key: "huaian", name: "淮安区", kind: access.County, divisions: []string{"320803"}, under: []string{cityKey}, projects: 46},
	{key: "huaiyin", name: "淮阴区", kind: access.County, divisions: []string{"320804"}, under: []string{cityKey}, projects: 40},
	{key: "qingjiangpu", name: "清江浦区", kind: access.County, divisions: []string{"320812"}, under: []string{cityKey}, projects: 34},
	{key: "hongze", name: "洪泽区", kind: access.County, divisions: []string{"320813"}, under: []string{cityKey}, projects: 38},
	{key: "lianshui", name: "涟水县", kind: access.County, divisions: []string{"320826"}, under: []string{cityKey}, projects: 50},
	{key: "xuyi", name: "盱眙县", kind: access.County, divisions: []string{"320830"}, under: []string{cityKey}, projects: 42},
	{key: "jinhu", name: "金湖县", kind: access.County, divisions: []string{"320831"}, under: []string{cityKey}, projects: 36},
	{key: "jingkai", name: "淮安经济技术开发区", short: "淮安经开区", kind: access.Park, divisions: []string{"320871", "320812"}, under: []string{cityKey}, projects: 40},
	{key: "gongye", name: "淮安工业园区", kind: access.Park, divisions: []string{"320813"}, under: []string{cityKey}, projects: 22},

	{key: "gaoxin", name: "淮安高新技术产业开发区", short: "淮安高新区", kind: access.Park, under: []string{"huaiyin"}, projects: 8},
	{key: "hongze-park", name: "洪泽经济开发区", short: "洪泽经开区", kind: access.Park, under: []string{"hongze"}, projects: 9},
	{key: "chahe", name: "洪泽经开区岔河分园（示例）", short: "岔河分园", kind: access.Park, under: []string{"hongze-park"}, projects: 3},
	{key: "dongshuanggou", name: "洪泽经开区东双沟分园（示例）", short: "东双沟分园", kind: access.Park, under: []string{"hongze-park"}, projects: 3},
	{key: "sanhe", name: "洪泽经开区三河分园（示例）", short: "三河分园", kind: access.Park, under: []string{"hongze-park"}, projects: 2},
	{key: jointKey, name: "清江浦涟水共建产业园（示例）", short: "清涟共建园", kind: access.Park, under: []string{"qingjiangpu", "lianshui"}, shares: []int{6000, 4000}, projects: 4},

	{key: "pingqiao", name: "平桥镇", kind: access.Town, under: []string{"huaian"}},
	{key: "cheqiao", name: "车桥镇", kind: access.Town, under: []string{"huaian"}},
	{key: "yugou", name: "渔沟镇", kind: access.Town, under: []string{"huaiyin"}},
	{key: "wudun", name: "武墩街道", kind: access.Town, under: []string{"qingjiangpu"}},
	{key: "jiangba", name: "蒋坝镇", kind: access.Town, under: []string{"hongze"}},
	{key: "gaogou", name: "高沟镇", kind: access.Town, under: []string{"lianshui"}},
	{key: "hongyao", name: "红窑镇", kind: access.Town, under: []string{"lianshui"}},
	{key: "maba", name: "马坝镇", kind: access.Town, under: []string{"xuyi"}},
	{key: "yintu", name: "银涂镇", kind: access.Town, under: []string{"jinhu"}},

	{key: officeKey, name: "市重特大项目攻坚办公室", short: "市攻坚办", kind: access.Department, under: []string{cityKey}},
	{key: "fgw", name: "市发展和改革委员会", short: "市发改委", kind: access.Department, under: []string{cityKey}},
	{key: "gxj", name: "市工业和信息化局", short: "市工信局", kind: access.Department, under: []string{cityKey}},
	{key: "zgj", name: "市自然资源和规划局", short: "市资规局", kind: access.Department, under: []string{cityKey}},
	{key: "hbj", name: "市生态环境局", kind: access.Department, under: []string{cityKey}},
	{key: "zjj", name: "市住房和城乡建设局", short: "市住建局", kind: access.Department, under: []string{cityKey}},
	{key: "tjj", name: "市统计局", kind: access.Department, under: []string{cityKey}},

	{key: peersKey, name: "外市对标（示例）", kind: access.City, under: []string{rootKey}},
	{key: "peers-north", name: "宿迁、连云港片区（对标）", kind: access.City, under: []string{peersKey}},
	{key: "peers-west", name: "徐州、扬州、连云港片区（对标）", kind: access.City, under: []string{peersKey}},
	{key: countyKey, name: "示例县（虚构）", short: "示例县", kind: access.County, under: []string{rootKey}},
}

// towns of the fictitious county, as its ledger names them.
const sampleTowns = 20

var numerals = []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}

// townName is 示例一镇 … 示例二十镇.
func townName(n int) string {
	text := numerals[(n-1)%10]
	switch {
	case n == 20:
		text = "二十"
	case n > 10:
		text = "十" + text
	}
	return "示例" + text + "镇"
}

// allPlaces are the places with the fictitious county's towns.
func allPlaces() []place {
	list := append([]place{}, places...)
	for n := 1; n <= sampleTowns; n++ {
		list = append(list, place{key: "town" + strconv.Itoa(n), name: townName(n), kind: access.Town, under: []string{countyKey}})
	}
	return list
}

// settle founds the units under the root, one act each.
func (b *builder) settle() error {
	for i, p := range allPlaces() {
		u := access.Unit{Name: p.name, Short: p.short, Kind: p.kind, Order: i + 1, Divisions: p.divisions}
		for j, parent := range p.under {
			share := access.WholeShare
			if len(p.shares) > 0 {
				share = p.shares[j]
			}
			u.Parents = append(u.Parents, access.Share{Parent: b.units[parent], Share: share})
		}
		b.pass()
		id, err := b.cfg.App.UnitSave(b.ctx, b.founder, app.UnitSave{Unit: u})
		if err != nil {
			return fmt.Errorf("demo: unit %s: %w", p.name, err)
		}
		b.units[p.key] = id
	}
	return nil
}
