package platform_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
	"pgregory.net/rapid"

	"guatu/internal/approval"
	"guatu/internal/fault"
	"guatu/internal/platform"
	"guatu/internal/platform/platformtest"
	"guatu/internal/workday"
)

const code = "2603-320826-04-01-123456"

// read gives records and mistakes as lines.
func read(t testing.TB, text string) (records, wrong []string) {
	t.Helper()
	f, err := platform.Read(strings.NewReader(text))
	if err != nil {
		return nil, []string{err.Error()}
	}
	for _, r := range f.Records {
		records = append(records, fmt.Sprintf("%d %s %s %s %s", r.Line, r.Project, r.Item, r.Kind, r.On)+rest(r))
	}
	for _, m := range f.Wrong {
		wrong = append(wrong, fmt.Sprintf("%d %s %s", m.Line, m.Field, m.Fault.Code))
	}
	return records, wrong
}

func rest(r platform.Record) string {
	s := ""
	for _, v := range []string{string(r.Reason), r.Until.String(), r.Notice, strings.Join(r.Missing, "+"), r.SupplyBy.String(), r.Doc, r.Number, r.Office} {
		if v != "" {
			s += " " + v
		}
	}
	return s
}

func TestWhatAPlatformSends(t *testing.T) {
	want := []string{
		"2 " + code + " eia submitted 2026-03-02",
		"3 " + code + " 环境影响评价 accepted 2026-03-03 现状监测报告 2026-03-10 市生态环境局",
		"4 " + code + " eia stopped 2026-03-04 expert_review 2026-03-20 淮环停〔2026〕3号",
		"5 " + code + " eia resumed 2026-03-18",
		"6 " + code + " eia supplied 2026-03-09 现状监测报告",
		"7 " + code + " eia granted 2026-03-25 淮环审〔2026〕12号",
		"8 " + code + " eia returned 2026-03-02 补〔2026〕1号 申请表+承诺书",
	}
	csv := "项目代码,事项,环节,日期,停表情形,停表截止日,文书编号,缺少材料,补齐期限,补齐材料,证书编号,办理部门,x_流水号\n" +
		"２６０３－３２０８２６－０４－０１－１２３４５６,eia,申报,2026-3-2,,,,,,,,,77\n" +
		code + ",环境影响评价,受理,2026/3/3 09:30,,,,现状监测报告,2026年3月10日,,,市生态环境局\n" +
		code + ",eia,停表,20260304,专家评审,2026.3.20,淮环停〔2026〕3号\n" +
		code + ",eia,恢复计时,2026-03-17T20:00:00Z\n" +
		code + ",eia,补齐,2026-03-09 00:00:00,,,,,,现状监测报告\n" +
		code + ",eia,批复,2026-03-25,,,,,,,'淮环审〔2026〕12号\n" +
		code + ",eia,补正,2026-03-02,,,补〔2026〕1号,申请表；承诺书;,,\n\n,,,,\n"
	json := `{"format": "guatu-approvals", "version": 1, "x_made": {"a": [1, {}]}, "records": [
{"project_code": "` + code + `", "item": "eia", "kind": "申报", "on": "2026-03-02", "notice": null},
{"项目代码": "` + code + `", "事项": "环境影响评价", "kind": "accepted", "on": "2026-03-03T09:30:00+08:00", "missing": ["现状监测报告"], "supply_by": "2026-03-10", "department": "市生态环境局"},
{"project_code": "` + code + `", "item": "eia", "kind": "停表", "on": "2026-03-04", "reason": "expert_review", "until": "2026-03-20", "notice": "淮环停〔2026〕3号"},
{"project_code": "` + code + `", "item": "eia", "kind": "恢复", "on": "2026-03-18"},
{"project_code": "` + code + `", "item": "eia", "kind": "补齐", "on": "2026-03-09", "doc": "现状监测报告", "x_id": 9},
{"project_code": "` + code + `", "item": "eia", "kind": "办结", "on": "2026-03-25", "number": "淮环审〔2026〕12号"},
{"project_code": "` + code + `", "item": "eia", "kind": "returned", "on": "2026-03-02", "notice": "补〔2026〕1号", "missing": ["申请表", "承诺书"]}
]}`
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(csv)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"CSV": csv, "CSV with a mark": "\ufeff" + csv, "CSV in GB18030": gb, "CSV of Windows": strings.ReplaceAll(csv, "\n", "\r\n"), "CSV with tabs": strings.ReplaceAll(csv, ",", "\t"),
		"CSV with our own codes for headings": strings.Replace(csv, "项目代码,事项,环节,日期", " PROJECT_CODE ,item,Kind,ｏｎ", 1),
		"JSON":                                json, "JSON with a mark": "\ufeff" + json, "JSON, the list alone": "\n" + json[strings.Index(json, "\n[")+1:],
	} {
		t.Run(name, func(t *testing.T) {
			if name == "JSON, the list alone" {
				text = "[" + json[strings.Index(json, "[\n")+1:len(json)-1]
			}
			records, wrong := read(t, text)
			if d := cmp.Diff(want, records); d != "" || wrong != nil {
				t.Error(d, wrong)
			}
		})
	}
}

// Every mistake is told with its line and field; the other records are read.
func TestAllMistakesOfAFile(t *testing.T) {
	const head = "项目代码,事项,环节,日期,停表情形,停表截止日,文书编号,缺少材料,补齐期限,补齐材料,证书编号\n"
	for _, c := range []struct{ name, text, want string }{
		{"what every record has", head + ",,,,x\n", "2 reason platform.reason|2 project_code platform.missing|2 item platform.missing|2 kind platform.missing|2 on platform.missing"},
		{"a code that is none", head + "2.6E+23,eia,受理,2026-03-01\n", "2 project_code ident.project_form"},
		{"a word and a date nobody knows", head + code + ",eia,开会,昨天\n", "2 kind platform.kind|2 on platform.date"},
		{"days that are not", head + code + ",eia,受理,2026-02-30\n" + code + ",eia,受理,1926-02-03\n", "2 on platform.date|3 on platform.date"},
		{"a stop without reason, end and notice", head + code + ",eia,停表,2026-03-01\n", "2 reason platform.missing|2 until platform.missing|2 notice platform.missing"},
		{"a stop that ends first", head + code + ",eia,停表,2026-03-01,公示,2026-02-01,停1\n", "2 until platform.ends_first"},
		{"values of another kind", head + code + ",eia,受理,2026-03-01,公示,2026-03-05,,,,甲,许1\n", "2 reason platform.not_of_kind|2 until platform.not_of_kind|2 doc platform.not_of_kind|2 number platform.not_of_kind"},
		{"missing documents without a day", head + code + ",eia,受理,2026-03-01,,,,甲；甲\n", "2 supply_by platform.missing|2 missing platform.document_twice"},
		{"supplied, but what", head + code + ",eia,补齐,2026-03-01\n", "2 doc platform.missing"},
		{"too long", head + code + "," + strings.Repeat("长", 201) + ",受理,2026-03-01\n", "2 item platform.too_long"},
		{"a line break in a value", head + code + ",\"环\n评\",受理,2026-03-01\n" + code + ",eia,受理,x\n", "2 item platform.control|4 on platform.date"},
		{"a cell too many", head + code + ",eia,受理,2026-03-01,,,,,,,,,多\n", "2  platform.cells"},
		{"a column nobody knows, one twice", "项目代码,事项,环节,日期,天气,日期,\n" + code + ",eia,受理,2026-03-01,晴,2026-04-01\n", "1  platform.column|1  platform.column_twice"},
		{"no heading", code + ",eia,受理,2026-03-01\n", "platform.header map[lacks:[项目代码 事项 环节 日期]]"},
		{"half a heading", "项目代码,日期\n", "platform.header map[lacks:[事项 环节]]"},
		{"a heading and nothing more", head, "platform.empty"},
		{"nothing", " \r\n", "platform.empty"},
		{"quotes that do not pair", head + code + ",e\"ia,受理,2026-03-01\n" + code + ",eia,受理,x\n", "2  platform.quote|3 on platform.date"},
		{"no text at all", "\xff\xff\xff\xff", "platform.encoding"},
		{"a mark, and then no UTF-8", "\ufeff项目\xff\xff", "platform.encoding"},
		{"no JSON", "{\n \"format\": }", "platform.not_json map[column:12 line:2]"},
		{"another JSON", `{"type": "FeatureCollection"}`, "platform.format map[format:guatu-approvals]"},
		{"a later version", `{"format": "guatu-approvals", "version": 2, "records": []}`, "platform.version map[found:2 known:1]"},
		{"no records", `[]`, "platform.empty"},
		{"values that are no texts", "[\n7,\n{\"project_code\": 7, \"item\": [\"a\", {}], \"kind\": \"受理\", \"on\": true, \"missing\": \"甲\", \"b\": {\"c\": 1}, \"item\": \"eia\"}\n]",
			"2  platform.not_a_record|3 project_code platform.not_text|3 item platform.not_text|3 on platform.not_text|3 missing platform.not_a_list|3 b platform.column"},
		{"documents that are none", `[{"project_code": "` + code + `", "item": "eia", "kind": "补正", "on": "2026-03-01", "missing": ["甲；乙"]}, {"project_code": "` + code + `", "item": "eia", "kind": "补正", "on": "2026-03-01", "missing": [7]}, {"project_code": "` + code + `", "item": "eia", "kind": "补正", "on": "2026-03-01", "missing": [" "]}]`,
			"1 missing platform.semicolon|1 missing platform.not_a_list|1 missing platform.empty_document"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, wrong := read(t, c.text)
			if got := strings.Join(wrong, "|"); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

// A mistake says whose record it is: that project then lacks an event.
func TestAMistakeNamesItsProject(t *testing.T) {
	f, err := platform.Read(strings.NewReader("项目代码,事项,环节,日期\n" + code + ",eia,受理,?\n?,eia,受理,2026-03-01\n"))
	if err != nil {
		t.Fatal(err)
	}
	if len(f.Wrong) != 2 || f.Wrong[0].Project != code || f.Wrong[1].Project != "" {
		t.Errorf("got %+v", f.Wrong)
	}
}

func TestBounds(t *testing.T) {
	row := code + ",eia,受理,2026-03-01\n"
	_, err := platform.Read(strings.NewReader(strings.Repeat("x", platform.MaxBytes+1)))
	if fault.KindOf(err) != fault.TooLarge {
		t.Errorf("a file too large: %v", err)
	}
	if _, err = platform.Read(iotest.ErrReader(bytes.ErrTooLarge)); err == nil || !strings.Contains(err.Error(), "platform.unreadable") {
		t.Errorf("a file that cannot be read: %v", err)
	}
	f, err := platform.Read(strings.NewReader("项目代码,事项,环节,日期\n" + strings.Repeat(row, platform.MaxRecords+2)))
	if err != nil || len(f.Records) != platform.MaxRecords || len(f.Wrong) != 1 || f.Wrong[0].Fault.Code != "platform.too_many" {
		t.Errorf("%v: %d records, %v", err, len(f.Records), f.Wrong)
	}
	list := "[" + strings.Repeat(`{"project_code":"`+code+`","item":"a","kind":"受理","on":"2026-03-01"},`, platform.MaxRecords+1) + "7]"
	if f, err = platform.Read(strings.NewReader(list)); err != nil || len(f.Records) != platform.MaxRecords || len(f.Wrong) != 1 {
		t.Errorf("%v: %d records, %v", err, len(f.Records), f.Wrong)
	}
	f, err = platform.Read(strings.NewReader("项目代码,事项,环节,日期\n" + strings.Repeat("?,eia,受理,2026-03-01\n", platform.MaxMistakes+7)))
	if err != nil || len(f.Wrong) != platform.MaxMistakes || f.More != 7 {
		t.Errorf("%v: %d mistakes and %d more", err, len(f.Wrong), f.More)
	}
	if err := platform.Write(&bytes.Buffer{}, platform.CSV, make([]platform.Record, 1)); err == nil || !strings.Contains(err.Error(), "platform.missing at records[0].project_code") {
		t.Errorf("a record that cannot be read back is not written: %v", err)
	}
}

// What is written is read back as it was, in either form, whatever the values look
// like to a spreadsheet.
func TestWhatIsWrittenIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := rapid.SliceOfN(rapid.Custom(record), 1, 12).Draw(t, "records")
		for _, form := range []platform.Form{platform.CSV, platform.JSON} {
			var b bytes.Buffer
			if err := platform.Write(&b, form, records); err != nil {
				t.Fatal(err)
			}
			f, err := platform.Read(&b)
			if err != nil || len(f.Wrong) > 0 || f.Form != form {
				t.Fatalf("%s: %v %v", form, err, f)
			}
			for i := range f.Records {
				f.Records[i].Line = 0
			}
			if d := cmp.Diff(records, f.Records); d != "" {
				t.Fatalf("%s: %s", form, d)
			}
		}
	})
}

// record is any record that a file can hold.
func record(t *rapid.T) platform.Record {
	value := rapid.Custom(func(t *rapid.T) string {
		s := rapid.StringMatching(`['=+\-@＝"，,;'’ 甲乙丙a-z0-9〔〕#|\\/<>&%$]{0,20}`).Draw(t, "text")
		return strings.TrimSpace(s)
	})
	full := value.Filter(func(s string) bool { return s != "" })
	doc := full.Filter(func(s string) bool { return !strings.Contains(s, ";") })
	on := workday.NewDate(2026, 1, 1) + workday.Date(rapid.IntRange(0, 900).Draw(t, "on"))
	r := platform.Record{Project: code, Item: full.Draw(t, "item"), On: on, Office: value.Draw(t, "office"), Notice: value.Draw(t, "notice")}
	kinds := []approval.Kind{approval.Submitted, approval.Accepted, approval.Returned, approval.Stopped, approval.Resumed, approval.Supplied, approval.Granted, approval.Refused, approval.Withdrawn}
	switch r.Kind = rapid.SampledFrom(kinds).Draw(t, "kind"); r.Kind {
	case approval.Stopped:
		r.Reason, r.Until, r.Notice = rapid.SampledFrom(approval.StopReasons()).Draw(t, "reason"), on+3, full.Draw(t, "number")
	case approval.Accepted, approval.Returned:
		if r.Missing = rapid.SliceOfNDistinct(doc, 0, 4, rapid.ID).Draw(t, "missing"); len(r.Missing) > 0 {
			r.SupplyBy = on + 9
		} else {
			r.Missing = nil
		}
	case approval.Supplied:
		r.Doc = doc.Draw(t, "doc")
	case approval.Granted:
		r.Number = value.Draw(t, "certificate")
	}
	return r
}

// No cell of a .csv we write begins as a formula does.
func TestNoCellIsAFormula(t *testing.T) {
	var b bytes.Buffer
	err := platform.Write(&b, platform.CSV, []platform.Record{{Project: code, Item: `=HYPERLINK("http://x","甲")`, Kind: approval.Granted, On: workday.NewDate(2026, 3, 1), Number: "@SUM(A1)", Notice: "+1", Office: "-2"}})
	if err != nil {
		t.Fatal(err)
	}
	row := strings.Split(b.String(), "\r\n")[1]
	if want := code + `,"'=HYPERLINK(""http://x"",""甲"")",办结,2026-03-01,,,'+1,,,,'@SUM(A1),'-2`; row != want {
		t.Errorf("got  %s\nwant %s", row, want)
	}
}

// What the fake platform sends, we read as it was sent.
func TestTheFakePlatformIsUnderstood(t *testing.T) {
	kinds := map[approval.Kind]int{}
	for seed := range uint64(40) {
		story := fake(seed).Tell()
		for _, form := range []platform.Form{platform.CSV, platform.JSON} {
			text, err := story.File(form)
			if err != nil {
				t.Fatal(err)
			}
			f, err := platform.Read(strings.NewReader(text))
			if err != nil || len(f.Wrong) > 0 || len(f.Records) != len(story.Sent) {
				t.Fatalf("seed %d, %s: %v %v, %d of %d", seed, form, err, f.Wrong, len(f.Records), len(story.Sent))
			}
			for i := range f.Records {
				f.Records[i].Line = 0
				kinds[f.Records[i].Kind]++
			}
			if d := cmp.Diff(story.Sent, f.Records); d != "" {
				t.Fatal(d)
			}
		}
	}
	if len(kinds) != 9 {
		t.Errorf("the fake tells only of %v", kinds)
	}
}

func fake(seed uint64) platformtest.Platform {
	return platformtest.Platform{Seed: seed, Today: workday.NewDate(2026, 11, 20), Projects: []string{code, "2601-320826-04-02-000017", "2512-320804-89-01-654321"}, Unknown: 4,
		Items: []platformtest.Item{{Name: "项目备案", Days: 1}, {Name: "eia", Minor: []string{"现状监测报告"}, Days: 7}, {Name: "施工许可", Minor: []string{"不动产权证"}, Days: 5}}}
}

func BenchmarkRead(b *testing.B) {
	story := fake(1).Tell()
	var records []platform.Record
	for len(records) < 50_000 {
		records = append(records, story.Sent...)
	}
	for _, form := range []platform.Form{platform.CSV, platform.JSON} {
		var text bytes.Buffer
		if err := platform.Write(&text, form, records); err != nil {
			b.Fatal(err)
		}
		b.Run(string(form), func(b *testing.B) {
			b.SetBytes(int64(text.Len()))
			b.ReportAllocs()
			for b.Loop() {
				if f, err := platform.Read(bytes.NewReader(text.Bytes())); err != nil || len(f.Records) != len(records) {
					b.Fatal(err)
				}
			}
		})
	}
}
