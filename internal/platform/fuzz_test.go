package platform_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"guatu/internal/platform"
)

// FuzzReadCSV and FuzzReadJSON hold that no file breaks the reader, that every
// record it gives can be written in either form, and reads back the same.
func FuzzReadCSV(f *testing.F) {
	const head = "项目代码,事项,环节,日期,停表情形,停表截止日,文书编号,缺少材料,补齐期限,补齐材料,证书编号,办理部门\n"
	for _, rows := range []string{"", code + ",eia,受理,2026-03-01,,,,甲；乙,2026-03-09\n", code + ",'=a,停表,2026年3月1日,公示,20260309,停1\n", code + ",\"e\"\"ia\",办结,2026-3-1,,,,,,,'@1\n", "\"\n", "\xb9\xfa\xc4\xda,eia\n", "a\tb\n"} {
		f.Add([]byte(head + rows))
	}
	f.Fuzz(holds)
}

func FuzzReadJSON(f *testing.F) {
	for _, text := range []string{
		`{"format": "guatu-approvals", "version": 1, "records": [{"project_code": "` + code + `", "item": "eia", "kind": "受理", "on": "2026-03-01", "missing": ["甲"], "supply_by": "2026-03-09"}]}`,
		`[{"项目代码": "` + code + `", "事项": "'=1", "环节": "停表", "日期": "2026-03-01T08:00:00Z", "停表情形": "公示", "停表截止日": "2026/3/9", "文书编号": "停1"}, 7, [], {"x_a": {"b": [1]}}]`,
		`{"records": [{}], "records": 1, "version": "1", "format": 1}`, "[", "\xef\xbb\xbf[]",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(holds)
}

// holds is the claim of both.
func holds(t *testing.T, data []byte) {
	file, err := platform.Read(bytes.NewReader(data))
	if err != nil {
		return
	}
	if len(file.Records) == 0 && len(file.Wrong) == 0 {
		t.Fatal("neither records nor mistakes, and no fault")
	}
	for _, m := range file.Wrong {
		if m.Line < 1 || m.Fault == nil {
			t.Fatalf("a mistake without its place: %+v", m)
		}
	}
	for i := range file.Records {
		file.Records[i].Line = 0
	}
	for _, form := range []platform.Form{platform.CSV, platform.JSON} {
		var b bytes.Buffer
		if err := platform.Write(&b, form, file.Records); err != nil {
			t.Fatalf("what was read is not written: %v", err)
		}
		if len(file.Records) == 0 {
			continue
		}
		again, err := platform.Read(bytes.NewReader(b.Bytes()))
		if err != nil || len(again.Wrong) > 0 {
			t.Fatalf("%s: %v %v\n%s", form, err, again, b.Bytes())
		}
		for i := range again.Records {
			again.Records[i].Line = 0
		}
		if d := cmp.Diff(file.Records, again.Records); d != "" {
			t.Fatalf("%s: %s", form, d)
		}
	}
}
