// Package platform reads and writes the files that Guatu exchanges with the
// provincial online platform for investment projects (投资项目在线审批监管平台): what
// happened to which approval item of which project on which day, keyed by the
// national project code (项目代码, 政府投资条例 art. 10 and 企业投资项目核准和备案管理条例
// art. 4: every step of a project's approval goes by it).
//
//	file, err := platform.Read(r)               // JSON or CSV, told by the first byte
//	err = platform.Write(w, platform.CSV, file.Records)
//
// A file is a list of records, each one event. Read gives the records that can be
// read and, beside them, every mistake with its line and field; it decides nothing
// about projects, items or the order of events, which it does not know. What Write
// writes Read reads back as it was, in either form.
//
// The form is described for those who write such files in docs/platform.md; field.go
// is its table of fields. A file that comes twice says the same thing twice: nothing
// in it counts, adds or numbers.
package platform
