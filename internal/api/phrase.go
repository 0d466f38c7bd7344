// What a request itself can get wrong, before any use case is asked: the words
// of the schema check, which huma says in English, and of the transport.

package api

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"guatu/internal/fault"
	"guatu/internal/glossary"
)

// phrases are the sentences by code; %s is the bound or the name concerned.
var phrases = map[string]struct{ zh, en string }{
	"request.no_address":    {"接口中没有这个地址，请对照接口说明（docs）核对。", "There is no such address; see docs."},
	"request.method":        {"这个地址不支持该方法，请对照接口说明（docs）核对。", "This address does not take the method; see docs."},
	"request.body_empty":    {"请求缺少正文，请以 JSON 提交。", "The request has no body; send JSON."},
	"request.body_large":    {"请求正文超过上限，请拆分后提交。", "The body is too large; split it up."},
	"request.media_type":    {"正文类型不受支持，请使用 application/json。", "Unsupported media type; use application/json."},
	"request.timeout":       {"请求正文传输超时，请重试。", "The body took too long; try again."},
	"request.invalid":       {"有 %s 处填写有误，请逐项改正。", "%s things to mend."},
	"request.internal":      {"内部错误", "Internal error"},
	"request.failed":        {"系统出错，操作没有完成；请稍后再试，并把请求编号告诉系统管理员。", "Something failed on our side; try later and tell the administrator the request id."},
	"request.no_file":       {"请以 multipart/form-data 上传一个文件（file）。", "Send one file as multipart/form-data (file)."},
	"schema.json":           {"不是有效的 JSON：%s。", "Not valid JSON: %s."},
	"schema.unknown":        {"没有这一项，请核对名称。", "There is no such field."},
	"schema.boolean":        {"应为 true 或 false。", "Should be true or false."},
	"schema.number":         {"应为数字。", "Should be a number."},
	"schema.integer":        {"应为整数。", "Should be a whole number."},
	"schema.string":         {"应为文字。", "Should be text."},
	"schema.array":          {"应为数组。", "Should be an array."},
	"schema.object":         {"应为对象。", "Should be an object."},
	"schema.one_of":         {"只能是以下之一：%s。", "Should be one of %s."},
	"schema.minimum":        {"不能小于 %s。", "Should be at least %s."},
	"schema.above":          {"应大于 %s。", "Should be more than %s."},
	"schema.maximum":        {"不能大于 %s。", "Should be at most %s."},
	"schema.below":          {"应小于 %s。", "Should be less than %s."},
	"schema.multiple":       {"应为 %s 的倍数。", "Should be a multiple of %s."},
	"schema.min_length":     {"至少 %s 个字。", "At least %s characters."},
	"schema.max_length":     {"最多 %s 个字。", "At most %s characters."},
	"schema.pattern":        {"格式不正确，应如 %s。", "Should look like %s."},
	"schema.format":         {"格式不正确。", "Has the wrong form."},
	"schema.date":           {"应为日期，如 2026-03-19。", "Should be a date such as 2026-03-19."},
	"schema.time":           {"应为时间，如 2026-03-19T09:00:00+08:00。", "Should be a time such as 2026-03-19T09:00:00+08:00."},
	"schema.min_items":      {"至少 %s 项。", "At least %s items."},
	"schema.max_items":      {"最多 %s 项。", "At most %s items."},
	"schema.unique":         {"各项不能重复。", "Items should differ."},
	"schema.min_fields":     {"至少填写 %s 项。", "At least %s fields."},
	"schema.max_fields":     {"最多填写 %s 项。", "At most %s fields."},
	"schema.required":       {"缺少 %s。", "%s is missing."},
	"schema.no_alternative": {"不符合任何一种允许的写法。", "Fits none of the forms allowed."},
}

// speak makes huma say codes in place of English sentences, so that each reader
// gets their own language, and makes its errors ours. Both are variables of its
// package; nothing else in the program uses it.
var speak = sync.OnceFunc(func() {
	for message, code := range map[*string]string{
		&validation.MsgUnexpectedProperty:             "schema.unknown",
		&validation.MsgExpectedRFC3339DateTime:        "schema.time",
		&validation.MsgExpectedRFC3339Date:            "schema.date",
		&validation.MsgExpectedBoolean:                "schema.boolean",
		&validation.MsgExpectedNumber:                 "schema.number",
		&validation.MsgExpectedInteger:                "schema.integer",
		&validation.MsgExpectedString:                 "schema.string",
		&validation.MsgExpectedArray:                  "schema.array",
		&validation.MsgExpectedObject:                 "schema.object",
		&validation.MsgExpectedArrayItemsUnique:       "schema.unique",
		&validation.MsgExpectedMatchAtLeastOneSchema:  "schema.no_alternative",
		&validation.MsgExpectedMatchExactlyOneSchema:  "schema.no_alternative",
		&validation.MsgExpectedOneOf:                  `schema.one_of "%s"`,
		&validation.MsgExpectedMinimumNumber:          "schema.minimum %v",
		&validation.MsgExpectedExclusiveMinimumNumber: "schema.above %v",
		&validation.MsgExpectedMaximumNumber:          "schema.maximum %v",
		&validation.MsgExpectedExclusiveMaximumNumber: "schema.below %v",
		&validation.MsgExpectedNumberBeMultipleOf:     "schema.multiple %v",
		&validation.MsgExpectedMinLength:              "schema.min_length %d",
		&validation.MsgExpectedMaxLength:              "schema.max_length %d",
		&validation.MsgExpectedBePattern:              "schema.pattern %s",
		&validation.MsgExpectedMatchPattern:           "schema.pattern %s",
		&validation.MsgExpectedMinItems:               "schema.min_items %d",
		&validation.MsgExpectedMaxItems:               "schema.max_items %d",
		&validation.MsgExpectedMinProperties:          "schema.min_fields %d",
		&validation.MsgExpectedMaxProperties:          "schema.max_fields %d",
		&validation.MsgExpectedRequiredProperty:       "schema.required %s",
	} {
		*message = code
	}
	huma.NewError = func(int, string, ...error) huma.StatusError { return &Problem{} }
	huma.NewErrorWithContext = func(ctx huma.Context, status int, _ string, errs ...error) huma.StatusError {
		return callOf(ctx.Context()).refused(status, errs)
	}
})

// phrase is a sentence in a language, with its argument when it takes one.
func phrase(lang glossary.Lang, code string, args ...any) string {
	text := phrases[code].zh
	if lang == glossary.EN {
		text = phrases[code].en
	}
	if strings.Contains(text, "%s") {
		return fmt.Sprintf(text, args...)
	}
	return text
}

// transport are the problems of a request that huma tells by status alone.
var transport = map[int]struct {
	kind fault.Kind
	code string
}{
	http.StatusRequestTimeout:        {fault.Unavailable, "request.timeout"},
	http.StatusRequestEntityTooLarge: {fault.TooLarge, "request.body_large"},
	http.StatusUnsupportedMediaType:  {fault.Invalid, "request.media_type"},
	http.StatusInternalServerError:   {"", "request.failed"},
}

// refused is a request that did not pass the schema, every mistake listed. What
// was sent is not repeated: it may hold a password.
func (c *call) refused(status int, errs []error) *Problem {
	if t, ok := transport[status]; ok {
		return c.plain(status, t.kind, t.code)
	}
	if len(errs) == 0 {
		return c.plain(status, fault.Invalid, "request.body_empty")
	}
	p := c.titled(status, fault.Invalid)
	for _, err := range errs {
		if m := c.mistake(err); !slices.Contains(p.Errors, m) { // of forms, huma says some twice
			p.Errors = append(p.Errors, m)
		}
	}
	p.Code, p.Detail = "request.invalid", phrase(c.lang, "request.invalid", fmt.Sprint(len(p.Errors)))
	return p
}

// formWords are what huma says of forms in words that are no variables.
var formWords = map[string]string{
	"File required":                                            "schema.required",
	"required form parameter is missing":                       "schema.required",
	"invalid integer":                                          "schema.integer",
	"Multiple files received but only one was expected":        "request.no_file",
	"expected at most one value, but received multiple values": "schema.string",
}

// mistake reads what the schema check found: a code and its argument, or the
// words of the JSON decoder.
func (c *call) mistake(err error) Mistake {
	var d *huma.ErrorDetail
	if !errors.As(err, &d) {
		d = &huma.ErrorDetail{Message: err.Error()}
	}
	code, arg, _ := strings.Cut(d.Message, " ")
	if own, ok := formWords[d.Message]; ok {
		code, arg = own, strings.TrimPrefix(d.Location, "form.")
	} else if _, ok := phrases[code]; !ok {
		code, arg = "schema.json", d.Message
	}
	return Mistake{d.Location, phrase(c.lang, code, arg), code}
}
