// Kinds of files: what each is called, sent as, and whether a browser may show it.

package photo

import "strings"

// A Kind is what a file is, told from its bytes (文件类型).
type Kind string

// The kinds told apart. Unknown is everything else: kept, and only ever sent as a
// download.
const (
	Unknown Kind = ""
	JPEG    Kind = "jpeg"
	PNG     Kind = "png"
	GIF     Kind = "gif"
	WebP    Kind = "webp"
	BMP     Kind = "bmp"
	TIFF    Kind = "tiff"
	HEIC    Kind = "heic" // what newer phones take; no browser of an office shows it
	AVIF    Kind = "avif"
	PDF     Kind = "pdf"
	OFD     Kind = "ofd" // GB/T 33190, the office's own page format
	Docx    Kind = "docx"
	Xlsx    Kind = "xlsx"
	Pptx    Kind = "pptx"
	Doc     Kind = "doc" // also .wps
	Xls     Kind = "xls" // also .et
	Ppt     Kind = "ppt" // also .dps
	RTF     Kind = "rtf"
	Locked  Kind = "locked" // an office document under a password
	DWG     Kind = "dwg"    // a drawing of AutoCAD
	Text    Kind = "txt"    // also CSV: only its name tells
	Zip     Kind = "zip"
	RAR     Kind = "rar"
	SevenZ  Kind = "7z"
	MP4     Kind = "mp4"
	MOV     Kind = "mov"
	M4A     Kind = "m4a"
	MP3     Kind = "mp3"
	HTML    Kind = "html" // a page can act in the reader's name: never shown
	SVG     Kind = "svg"  // so can a drawing with a script in it
	Script  Kind = "script"
	Program Kind = "program"
)

// A group is what kinds are to the person who named the file: within one, a wrong
// ending is a slip (WeChat calls every picture .jpg), across groups it is a lie.
type group byte

const (
	picture group = iota + 1
	document
	plain
	archive
	film
	page
	active
)

// A nature is what is known of a kind.
type nature struct {
	group  group
	media  string
	exts   []string // the first is the one given to it
	inline bool     // a browser shows it and it cannot act
	drawn  bool     // its pixels can be decoded here
}

var natures = map[Kind]nature{
	JPEG:    {picture, "image/jpeg", []string{"jpg", "jpeg", "jpe", "jfif"}, true, true},
	PNG:     {picture, "image/png", []string{"png"}, true, true},
	GIF:     {picture, "image/gif", []string{"gif"}, true, true},
	WebP:    {picture, "image/webp", []string{"webp"}, true, true},
	BMP:     {picture, "image/bmp", []string{"bmp", "dib"}, true, true},
	TIFF:    {picture, "image/tiff", []string{"tif", "tiff"}, false, false},
	HEIC:    {picture, "image/heic", []string{"heic", "heif", "hif"}, false, false},
	AVIF:    {picture, "image/avif", []string{"avif"}, false, false},
	PDF:     {document, "application/pdf", []string{"pdf"}, true, false},
	OFD:     {document, "application/ofd", []string{"ofd"}, false, false},
	Docx:    {document, ooxml + "wordprocessingml.document", []string{"docx", "docm", "dotx"}, false, false},
	Xlsx:    {document, ooxml + "spreadsheetml.sheet", []string{"xlsx", "xlsm", "xltx", "xlsb"}, false, false},
	Pptx:    {document, ooxml + "presentationml.presentation", []string{"pptx", "pptm", "ppsx"}, false, false},
	Doc:     {document, "application/msword", []string{"doc", "dot", "wps", "wpt"}, false, false},
	Xls:     {document, "application/vnd.ms-excel", []string{"xls", "xlt", "et", "ett"}, false, false},
	Ppt:     {document, "application/vnd.ms-powerpoint", []string{"ppt", "pps", "dps", "dpt"}, false, false},
	RTF:     {document, "application/rtf", []string{"rtf"}, false, false},
	Locked:  {document, octets, nil, false, false},
	DWG:     {document, "image/vnd.dwg", []string{"dwg"}, false, false},
	Text:    {plain, "text/plain", []string{"txt", "csv", "tsv", "log", "md", "json", "xml"}, true, false},
	Zip:     {archive, "application/zip", []string{"zip"}, false, false},
	RAR:     {archive, "application/vnd.rar", []string{"rar"}, false, false},
	SevenZ:  {archive, "application/x-7z-compressed", []string{"7z"}, false, false},
	MP4:     {film, "video/mp4", []string{"mp4", "m4v", "3gp", "3g2"}, true, false},
	MOV:     {film, "video/quicktime", []string{"mov", "qt"}, false, false},
	M4A:     {film, "audio/mp4", []string{"m4a"}, true, false},
	MP3:     {film, "audio/mpeg", []string{"mp3"}, true, false},
	HTML:    {page, octets, []string{"html", "htm", "xhtml", "shtml", "mht", "mhtml"}, false, false},
	SVG:     {page, octets, []string{"svg", "svgz"}, false, false},
	Script:  {active, octets, scripts, false, false},
	Program: {active, octets, programs, false, false},
}

const (
	ooxml  = "application/vnd.openxmlformats-officedocument."
	octets = "application/octet-stream"
)

// The endings under which Windows runs a file at a double click, or a server
// would: none is evidence of anything.
var (
	programs = []string{"exe", "dll", "com", "scr", "pif", "cpl", "msi", "msp", "jar", "apk", "ipa", "dmg", "deb", "rpm",
		"lnk", "url", "chm", "hlp", "reg", "sys", "drv", "ocx", "gadget", "appx", "msix", "iso", "img", "class", "so"}
	scripts = []string{"bat", "cmd", "ps1", "psm1", "vbs", "vbe", "js", "jse", "mjs", "ws", "wsf", "wsc", "hta", "sct", "inf",
		"sh", "bash", "py", "pyw", "pl", "rb", "php", "phtml", "jsp", "jspx", "asp", "aspx", "ashx", "cgi"}
)

var endings = func() map[string]Kind {
	of := map[string]Kind{}
	for k, n := range natures {
		for _, ext := range n.exts {
			of[ext] = k
		}
	}
	return of
}()

// Named is the kind that a file's name claims; a name without a known ending
// claims nothing and is Unknown.
func Named(name string) Kind { return endings[ending(name)] }

// ending is a name's last part in small letters, without the spaces and dots that
// Windows drops when it opens a file ("a.exe. " runs).
func ending(name string) string {
	name = strings.TrimRight(name, ". \t\u00a0\u3000")
	return strings.ToLower(name[strings.LastIndexByte(name, '.')+1:])
}

// Media is the type to send a file as: what it truly is. What may not be shown is
// sent as bytes without a meaning where a browser would act on the meaning.
func (k Kind) Media() string {
	if n, ok := natures[k]; ok {
		return n.media
	}
	return octets
}

// KindOf is the kind that is sent as a type; Unknown for what may not be shown, and
// for types of none.
func KindOf(media string) Kind {
	for k, n := range natures {
		if n.media == media && media != octets {
			return k
		}
	}
	return Unknown
}

// Ext is the usual ending with its dot, "" for a kind that has none.
func (k Kind) Ext() string {
	if n := natures[k]; len(n.exts) > 0 && n.group != active {
		return "." + n.exts[0]
	}
	return ""
}

// Inline tells that a browser may show the file in place. The server still sends
// X-Content-Type-Options: nosniff; everything else goes out as an attachment.
func (k Kind) Inline() bool { return natures[k].inline }

// IsPicture tells a photo or drawing made of pixels.
func (k Kind) IsPicture() bool { return natures[k].group == picture }

// Drawable tells that Render can decode its pixels; a HEIC is a picture that
// cannot be drawn here.
func (k Kind) Drawable() bool { return natures[k].drawn }
