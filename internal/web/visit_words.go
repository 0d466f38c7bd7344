package web

import (
	"context"
	"encoding/json"

	"guatu/internal/web/ui"
)

// visitSentences are what the scripts of the visit pages say: how things stand on
// this device, in words. Scripts hold no words of their own.
var visitSentences = map[string]string{
	"nothing":        ui.N("还没有填写。填写的内容随时保存在本机。"),
	"kept":           ui.N("仅存于本机（{time} 保存），还没有送出。"),
	"waiting":        ui.N("待送出：照片已送 {n}/{all}，其余存于本机。"),
	"sending":        ui.N("正在送出：照片 {n}/{all}"),
	"sending_record": ui.N("正在送出：核查记录"),
	"sent":           ui.N("已送达（{time}）。"),
	"back":           ui.N("被退回，请更正后再送。内容都还在本机。"),
	"offline":        ui.N("现在没有网络，有网络时自动送出；也可以关掉手机，下次打开本页再送。"),
	"offline_page":   ui.N("现在没有网络，显示的是 {time} 存在本机的页面。可以照常填写。"),
	"sign_in":        ui.N("登录已经失效，内容都还在本机。请重新登录，登录后自动送出。"),
	"other_person":   ui.N("现在登录的是别人，这份记录只由填写人送出。"),
	"later":          ui.N("服务器暂时不能接收，稍后自动再送。"),
	"broken":         ui.N("浏览器出了问题，没有送出；内容都还在本机，请刷新本页再试。"),
	"mistakes":       ui.N("有 {n} 处要更正，请看标红的地方。"),
	"photos_back":    ui.N("有 {n} 张照片服务器不能接收，请看照片下面的原因，删去后再送。"),
	"photos":         ui.N("{n} 张，共 {size}"),
	"n_photos":       ui.N("照片 {n} 张"),
	"photo_kept":     ui.N("仅存于本机"),
	"photo_sending":  ui.N("正在送出 {share}%"),
	"photo_sent":     ui.N("已送达"),
	"photo_back":     ui.N("不能接收：{why}"),
	"keeping":        ui.N("正在存入本机 {n}/{all}…"),
	"not_kept":       ui.N("没有存下：{names}。请重新选择，或先送出已有的。"),
	"full":           ui.N("（本机空间不足）"),
	"kind_of":        ui.N("{name} 归为"),
	"drop":           ui.N("删除"),
	"drop_sure":      ui.N("确认删除"),
	"discard_sure":   ui.N("确认：删去本机的文字和照片"),
	"space":          ui.N("本机存有 {n} 张未送的照片，{size}。"),
	"firm":           ui.N("浏览器已答应长期保存。"),
	"not_firm":       ui.N("空间紧张时浏览器可能清理，请及早送出。"),
	"no_shelf":       ui.N("此浏览器不能在本机保存（可能是无痕窗口）。请联网填写，照片从“材料”上传。"),
	"ready":          ui.N("本页已存入本机，没有网络也能打开。"),
	"not_ready":      ui.N("本页还没有存入本机，没有网络时打不开；填写的内容仍会保存。"),
	"not_secure":     ui.N("此网址不是 https，浏览器不允许离线打开页面；已打开的页面断网后仍可填写，内容保存在本机。"),
	"place_none":     ui.N("没有记位置。可以不记。"),
	"place_is":       ui.N("已记位置：东经 {lon}，北纬 {lat}"),
	"place_got":      ui.N("已记位置：东经 {lon}，北纬 {lat}（误差约 {metres} 米）"),
	"place_asking":   ui.N("正在定位…"),
	"place_refused":  ui.N("您没有允许定位，不影响填写和送出。"),
	"place_failed":   ui.N("没有定到位，不影响填写和送出。"),
	"place_cannot":   ui.N("此网址或浏览器不能定位，不影响填写和送出。"),
	"keeping_forms":  ui.N("正在把核查表存入本机…"),
	"forms_kept":     ui.N("{n} 个项目的核查表都已存入本机，没有网络也能打开。"),
	"forms_missing":  ui.N("有 {n} 个项目的核查表没有存下，请在网络好时再试。"),
	"strange":        ui.N("本机另有他人未送出的记录 {n} 份，由本人登录后送出，别人看不到内容。"),
}

// visitWords are the sentences in the reader's language, as the page carries them.
func visitWords(ctx context.Context) (string, error) {
	said := make(map[string]string, len(visitSentences))
	for key, sentence := range visitSentences {
		said[key] = ui.T(ctx, sentence)
	}
	text, err := json.Marshal(said)
	return string(text), err
}
