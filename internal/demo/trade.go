// What the demo's projects make: products, chains and GB/T 4754 classes. The
// firms and projects are made up; only the classes are real.

package demo

import (
	"fmt"
	"math/rand/v2"
	"strconv"

	"guatu/internal/ident"
)

// A trade is a kind of product with the chain it belongs to and the sizes its
// plants usually have.
type trade struct {
	industry, chain, product, unit, firm string
	sizes                                []string
}

var trades = []trade{
	{"2826", "新材料", "高性能纤维", "万吨", "新材料", []string{"0.5", "1", "2", "3", "5"}},
	{"2651", "新材料", "特种工程塑料", "万吨", "高分子材料", []string{"1", "1.35", "2", "6"}},
	{"2652", "新材料", "合成橡胶弹性体", "万吨", "橡胶", []string{"1", "1.5", "3"}},
	{"3062", "新材料", "复合材料构件", "万套", "复材", []string{"2", "5", "10"}},
	{"3034", "绿色建材", "隔热保温材料", "万立方米", "建材", []string{"10", "20", "40"}},
	{"3021", "绿色建材", "装配式建筑构件", "万立方米", "建筑科技", []string{"8", "15", "30"}},
	{"3825", "新能源", "光伏组件", "GW", "新能源", []string{"1", "2", "5", "8"}},
	{"3841", "新能源", "储能电池", "GWh", "储能科技", []string{"1", "2.5", "5", "10"}},
	{"3842", "新能源", "动力电池结构件", "万套", "新能源", []string{"50", "100", "200"}},
	{"3831", "新能源", "特种电缆", "万千米", "线缆", []string{"1", "3", "5"}},
	{"3985", "电子信息", "电子专用材料", "万吨", "电子材料", []string{"0.3", "0.8", "2"}},
	{"3982", "电子信息", "高密度线路板", "万平方米", "电子", []string{"30", "60", "120"}},
	{"3972", "电子信息", "功率器件", "亿只", "半导体", []string{"2", "5", "12"}},
	{"3976", "电子信息", "光电子器件", "万件", "光电", []string{"200", "500", "1000"}},
	{"3913", "电子信息", "计算机外围设备", "万台", "智能科技", []string{"50", "100", "300"}},
	{"3562", "装备制造", "半导体设备零部件", "万件", "精密制造", []string{"5", "12", "30"}},
	{"3444", "装备制造", "液压元件", "万套", "液压", []string{"10", "20", "50"}},
	{"3489", "装备制造", "高速齿轮", "万件", "传动", []string{"3", "8", "20"}},
	{"3499", "装备制造", "工业机器人关节", "万台套", "机器人", []string{"1", "2", "5"}},
	{"3597", "装备制造", "水处理成套装备", "台套", "水务装备", []string{"300", "800", "1500"}},
	{"3311", "装备制造", "风电塔筒", "万吨", "重工", []string{"5", "10", "20"}},
	{"3360", "装备制造", "金属表面处理中心", "万平方米", "表面科技", []string{"50", "100"}},
	{"3670", "汽车零部件", "新能源汽车零部件", "万套", "汽车部件", []string{"20", "50", "100", "200"}},
	{"3660", "汽车零部件", "轻量化车身", "万台套", "汽车科技", []string{"5", "10", "20"}},
	{"3612", "汽车零部件", "新能源专用车", "辆", "专用车", []string{"2000", "5000", "10000"}},
	{"2720", "生物医药", "制剂", "亿片", "制药", []string{"5", "10", "30"}},
	{"2710", "生物医药", "原料药", "吨", "药业", []string{"200", "500", "1200"}},
	{"2770", "生物医药", "医用耗材", "亿件", "医疗", []string{"1", "3", "6"}},
	{"1353", "食品", "预制菜", "万吨", "食品", []string{"1", "3", "5"}},
	{"1371", "食品", "果蔬深加工产品", "万吨", "农业科技", []string{"2", "5", "8"}},
	{"1391", "食品", "淀粉糖", "万吨", "生物科技", []string{"5", "10", "30"}},
	{"5930", "现代物流", "冷链仓储", "万吨", "冷链物流", []string{"5", "10", "20"}},
	{"1751", "纺织服装", "差别化功能面料", "万米", "纺织", []string{"1000", "3000", "6000"}},
	{"1781", "纺织服装", "非织造布", "万吨", "无纺科技", []string{"0.6", "1", "3"}},
	{"2231", "轻工", "绿色包装", "万吨", "包装", []string{"5", "10", "20"}},
	{"2110", "轻工", "智能家居", "万套", "家居", []string{"5", "10", "30"}},
	{"2929", "轻工", "热塑制品", "万吨", "塑业", []string{"1", "2", "5"}},
	{"2614", "盐化工", "精细有机中间体", "万吨", "化学", []string{"0.5", "1", "3"}},
	{"4220", "循环经济", "再生资源综合利用", "万吨", "环保", []string{"5", "10", "20"}},
}

// firmWords are put together to names that no register knows: each begins 示例.
const firmWords = "澄远启合景川恒泽瑞朗明拓安博汇晟辰嘉润信德华昱宏立凯越新锐衡通"

// firm is a made-up enterprise; enterprises are told apart by their two words.
func (t trade) firmName(rng *rand.Rand) string {
	words := []rune(firmWords)
	return fmt.Sprintf("示例%c%c%s有限公司", words[rng.IntN(len(words))], words[rng.IntN(len(words))], t.firm)
}

// creditCode is the n-th code of a county that does not exist (320899), with a
// check character that fits.
func creditCode(n int) string {
	first := fmt.Sprintf("91320899MA%07d", 9000000+n)
	for _, c := range "0123456789ABCDEFGHJKLMNPQRTUWXY" {
		if code := first + string(c); ident.USCI(code) == nil {
			return code
		}
	}
	panic("demo: no check character fits " + first) // one of 31 always does
}

// projectCode is the n-th national code, entered in a month, of the same county.
func projectCode(year, month, n int) string {
	return fmt.Sprintf("%02d%02d-320899-89-01-%06d", year%100, month, 100000+n)
}

// A size is a tier of total investment: how many of a thousand projects, and the
// bounds in millions of yuan.
type size struct{ share, low, high int }

// sizes are like a real city's: a few of ten thousand million, most of a hundred.
var sizes = []size{{15, 10000, 20600}, {35, 5000, 9800}, {200, 1000, 4800}, {700, 100, 980}, {50, 30, 95}}

// millions draws a total investment, rounded as offices round.
func millions(rng *rand.Rand) int {
	n := rng.IntN(1000)
	for _, s := range sizes {
		if n -= s.share; n >= 0 {
			continue
		}
		step := 5
		if s.low >= 1000 {
			step = 100
		}
		// Small ones are more frequent in every tier.
		x := rng.Float64()
		return (s.low + int(x*x*float64(s.high-s.low))) / step * step
	}
	return 100
}

func itoa(n int) string { return strconv.Itoa(n) }
