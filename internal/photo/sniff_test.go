package photo

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"

	"guatu/internal/fault"
)

// zipped is a zip that holds files of these names.
func zipped(t testing.TB, names ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, n := range names {
		f, err := w.Create(n)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, strings.Repeat("内容 "+n, 200)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// ole is an Office file of before 2007 whose directory names these streams, four
// to a sector; its sectors lie in reverse, so that the chain has to be followed.
func ole(streams ...string) string {
	count := (len(streams) + 3) / 4
	head := make([]byte, 512)
	copy(head, oleSign)
	binary.LittleEndian.PutUint16(head[30:], 9)
	binary.LittleEndian.PutUint32(head[48:], uint32(count)) // the last sector is the first of the chain
	for i := range 109 {
		binary.LittleEndian.PutUint32(head[76+4*i:], 0xffffffff)
	}
	binary.LittleEndian.PutUint32(head[76:], 0)
	table := bytes.Repeat([]byte{0xff}, 512)
	for i := 1; i <= count; i++ {
		next := uint32(i - 1)
		if i == 1 {
			next = 0xfffffffe
		}
		binary.LittleEndian.PutUint32(table[4*i:], next)
	}
	sectors := make([]byte, 512*count)
	for i, name := range streams {
		entry := sectors[512*(count-1-i/4)+128*(i%4):]
		for j, u := range utf16.Encode([]rune(name)) {
			binary.LittleEndian.PutUint16(entry[2*j:], u)
		}
		binary.LittleEndian.PutUint16(entry[64:], uint16(2*len(name)+2))
	}
	return string(head) + string(table) + string(sectors)
}

func ftyp(brands ...string) string {
	body := brands[0] + "\x00\x00\x00\x00" + strings.Join(brands[1:], "")
	return string(binary.BigEndian.AppendUint32(nil, uint32(8+len(body)))) + "ftyp" + body + "\x00\x00\x00\x08mdat"
}

func wide(s string) string {
	out := []byte("\xff\xfe")
	for _, u := range utf16.Encode([]rune(s)) {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return string(out)
}

// samples are files by what they are.
func samples(t testing.TB) map[string]struct {
	file string
	want Kind
} {
	docx := zipped(t, "[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "word/document.xml")
	return map[string]struct {
		file string
		want Kind
	}{
		"nothing":                           {"", Unknown},
		"a photo":                           {string(photograph(t, 40, 30)), JPEG},
		"a drawing":                         {string(drawing(t, 40, 30)), PNG},
		"a moving picture":                  {"GIF89a\x01\x00\x01\x00", GIF},
		"a picture of the web":              {"RIFF\x24\x00\x00\x00WEBPVP8 ", WebP},
		"a sound that is also RIFF":         {"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00", Unknown},
		"a bitmap":                          {"BM\x46\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00\x01\x00\x00\x00\x01\x00\x00\x00", BMP},
		"a text that begins like a bitmap":  {"BMW 新能源汽车项目开工仪式，总投资 12 亿元。", Text},
		"a text that begins like a program": {"MZ 是项目的简称", Text},
		"a fax":                             {"II*\x00\x08\x00\x00\x00", TIFF},
		"a phone's photo":                   {ftyp("heic", "mif1", "heic"), HEIC},
		"a phone's photo, plainly branded":  {ftyp("mif1", "heic"), HEIC},
		"a picture of the newest kind":      {ftyp("avif", "mif1"), AVIF},
		"an avif that says mif1 first":      {ftyp("mif1", "avif"), AVIF},
		"a film":                            {ftyp("isom", "iso2", "mp41"), MP4},
		"a film of an Apple":                {ftyp("qt  "), MOV},
		"a recording":                       {ftyp("M4A ", "isom"), M4A},
		"a film whose brands run out":       {"\xff\xff\xff\xffftypisom", MP4},
		"a scan":                            {"%PDF-1.7\n%\xe2\xe3", PDF},
		"a scan after a mark":               {"\ufeff\r\n%PDF-1.4\n", PDF},
		"a document":                        {docx, Docx},
		"a table":                           {zipped(t, "[Content_Types].xml", "xl/workbook.xml"), Xlsx},
		"slides":                            {zipped(t, "[Content_Types].xml", "ppt/presentation.xml"), Pptx},
		"an official page":                  {zipped(t, "OFD.xml", "Doc_0/Document.xml"), OFD},
		"a folder":                          {zipped(t, "照片/1.jpg", "照片/2.jpg"), Zip},
		"an empty folder":                   {zipped(t), Zip},
		"a program in a folder's clothes":   {zipped(t, "META-INF/MANIFEST.MF", "a/B.class"), Program},
		"an app":                            {zipped(t, "AndroidManifest.xml", "classes.dex"), Program},
		"a document cut off":                {docx[:len(docx)*2/3], Unknown},
		"a zip whose directory lies":        {docx[:len(docx)-6] + "\xff\xff\xff\x7f\x00\x00", Zip},
		"an old document":                   {ole("Root Entry", "WordDocument", "1Table"), Doc},
		"an old table":                      {ole("Root Entry", "Workbook"), Xls},
		"old slides":                        {ole("Root Entry", "PowerPoint Document"), Ppt},
		"an old document with many streams": {ole("Root Entry", "a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "WordDocument"), Doc},
		"a document under a password":       {ole("Root Entry", "DataSpaces", "EncryptionInfo", "EncryptedPackage"), Locked},
		"an installer":                      {ole("Root Entry", "Property"), Unknown},
		"an old document cut off":           {ole("Root Entry", "WordDocument")[:700], Unknown},
		"a rich text":                       {`{\rtf1\ansi`, RTF},
		"a plan of AutoCAD":                 {"AC1027\x00\x00\x00\x00\x00\x00\x00\x00", DWG},
		"a text that begins like a plan":    {"AC1027 号地块的说明文字", Text},
		"a text":                            {"项目进展：已完成桩基。\r\n", Text},
		"a text in GB 18030":                {"\xcf\xee\xc4\xbf\xbd\xf8\xd5\xb9 2026", Text},
		"a table of Excel's Unicode text":   {wide("项目\t投资\r\n"), Text},
		"a long text, cut within a sign":    {" " + strings.Repeat("项", 3000), Text},
		"noise":                             {"\x00\x01\x02\x03\xff\xfe", Unknown},
		"a page":                            {"<!DOCTYPE html><html><body>", HTML},
		"a page after spaces":               {"\ufeff \r\n\t<HTML>", HTML},
		"a page after a comment":            {"<!-- 2026 --><p>", HTML},
		"a table of an old system":          {"<table border=1><tr><td>项目", HTML},
		"a page within a text":              {"你好 <ScRiPt src=//x>", HTML},
		"a page in two bytes a sign":        {wide("<html><script>"), HTML},
		"a saved page":                      {"MIME-Version: 1.0\r\nContent-Type: multipart/related", HTML},
		"a drawing that can act":            {`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="x()">`, SVG},
		"a script":                          {"#!/bin/sh\nrm -rf x", Script},
		"a server's script":                 {"<?php system($_GET[0]);", Script},
		"a batch":                           {"@echo off\r\ndel *.*", Script},
		"a program":                         {"MZ\x90\x00\x03\x00\x00\x00", Program},
		"a program of Linux":                {"\x7fELF\x02\x01", Program},
		"a program of an Apple":             {"\xcf\xfa\xed\xfe\x07\x00", Program},
		"a shortcut":                        {"L\x00\x00\x00\x01\x14\x02\x00\x00", Program},
		"a rar":                             {"Rar!\x1a\x07\x01\x00", RAR},
		"a 7z":                              {"7z\xbc\xaf\x27\x1c\x00\x04", SevenZ},
		"a song":                            {"ID3\x04\x00", MP3},
	}
}

func TestAFileIsWhatItsBytesAre(t *testing.T) {
	for name, c := range samples(t) {
		t.Run(name, func(t *testing.T) {
			got, err := Sniff(strings.NewReader(c.file), int64(len(c.file)))
			if got != c.want || err != nil {
				t.Errorf("got %q, %v, want %q", got, err, c.want)
			}
		})
	}
}

// broken is a file on a disk that fails.
type broken struct{}

func (broken) ReadAt([]byte, int64) (int, error) { return 0, iotest.ErrTimeout }

func TestAFileThatCannotBeReadIsNotGuessedAt(t *testing.T) {
	if k, err := Sniff(broken{}, 100); k != Unknown || !errors.Is(err, iotest.ErrTimeout) {
		t.Errorf("got %q, %v", k, err)
	}
}

func TestOnlyWhatCannotActIsShownInPlace(t *testing.T) {
	shown := map[Kind]bool{JPEG: true, PNG: true, GIF: true, WebP: true, BMP: true, PDF: true, Text: true, MP4: true, M4A: true, MP3: true}
	for k, n := range natures {
		if k.Inline() != shown[k] {
			t.Errorf("%s: shown in place %v", k, k.Inline())
		}
		if (n.group == page || n.group == active) && k.Media() != octets {
			t.Errorf("%s is sent as %s", k, k.Media())
		}
		if n.drawn && !k.IsPicture() {
			t.Errorf("%s is drawn and no picture", k)
		}
		for _, ext := range n.exts {
			if Named("a."+ext) != k {
				t.Errorf(".%s is claimed by %s and %s", ext, k, Named("a."+ext))
			}
		}
	}
	if Unknown.Inline() || Unknown.Media() != octets || Kind("new").Inline() || Program.Ext() != "" || JPEG.Ext() != ".jpg" {
		t.Error("what is not known is shown, or runs")
	}
}

func TestAdmit(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		kind Kind
		want string
	}{
		"a photo": {"现场.JPG", JPEG, ""},
		"a picture with another picture's ending":     {"mmexport17.jpg", PNG, ""},
		"a phone's photo renamed":                     {"IMG_1.jpg", HEIC, ""},
		"a table of WPS":                              {"报表.et", Xls, ""},
		"a table saved newly under the old ending":    {"报表.xls", Xlsx, ""},
		"a document under a password":                 {"合同.docx", Locked, ""},
		"a name without an ending":                    {"许可证", PDF, ""},
		"an ending nobody knows":                      {"图纸.dwf", Unknown, ""},
		"a document renamed to zip":                   {"a.zip", Docx, ""},
		"a text with odd bytes":                       {"a.log", Unknown, ""},
		"a page that says so":                         {"a.html", HTML, ""},
		"a page that says it is a photo":              {"现场.jpg", HTML, "file.lies"},
		"a drawing that can act, named as a photo":    {"现场.png", SVG, "file.lies"},
		"a table of HTML under .xls":                  {"导出.xls", HTML, "file.lies"},
		"a text that says it is a scan":               {"a.pdf", Text, "file.lies"},
		"a folder that says it is a document":         {"a.docx", Zip, "file.lies"},
		"a program that says it is a photo":           {"现场.jpg", Program, "file.program"},
		"a program that says so":                      {"setup.exe", Program, "file.program"},
		"a name that runs, whatever it holds":         {"进展.js", Text, "file.program"},
		"a name that runs behind spaces and dots":     {"进展.exe. .", Unknown, "file.program"},
		"a name that runs behind another ending":      {"现场.jpg.scr", JPEG, "file.program"},
		"a script without a name for it":              {"run", Script, "file.program"},
		"a document that its office's disk encrypted": {"合同.pdf", Unknown, "file.unreadable"},
		"a photo cut off before it began":             {"a.jpeg", Unknown, "file.unreadable"},
	} {
		t.Run(name, func(t *testing.T) {
			err := Admit(c.file, 9, c.kind)
			f, _ := fault.As(err)
			if (f == nil) != (c.want == "") || f != nil && f.Code != c.want {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
	if f, ok := fault.As(Admit("a.txt", 0, Unknown)); !ok || f.Code != "file.empty" {
		t.Error("an empty file is admitted")
	}
}

func FuzzSniff(f *testing.F) {
	for _, c := range samples(f) {
		f.Add([]byte(c.file))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		k, err := Sniff(bytes.NewReader(file), int64(len(file)))
		if err != nil {
			t.Fatal(err)
		}
		if _, known := natures[k]; !known && k != Unknown {
			t.Fatalf("a kind nobody named: %q", k)
		}
		low := bytes.ToLower(file[:min(len(file), headSize)])
		if k == Text && (bytes.Contains(low, []byte("<script")) || bytes.Contains(low, []byte("<svg"))) {
			t.Fatalf("%q is sent as a text", file)
		}
	})
}
