// Package ui is what the pages are made of: the frame with its bar and
// navigation, panels, figures, tables, lights, forms and the rest, as templ
// components over plain structs. It knows nothing of projects; pages turn rows
// of app into these structs. Its look stands in internal/web/static/css.
//
// Every component works without a script, needs no inline style (the content
// security policy forbids them), and writes each address through URL, so that
// Guatu can run under a sub-path. What every component may need to know of the
// request comes with the context (Env).
package ui
