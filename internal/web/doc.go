// Package web is the pages: server-rendered, in Chinese with an English switch,
// for browsers of Chromium 78 and later, below any sub-path, without inline
// scripts or styles. routes.go is the list of all of them; each page is one file
// with its typed struct and one templ file with its look.
//
// A handler returns an error; one wrapper (see page) finds the person, checks the
// form token, bounds the body, maps a fault to a status and a page, and writes
// nothing before everything is rendered.
package web
