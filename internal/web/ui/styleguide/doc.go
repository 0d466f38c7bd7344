// Package styleguide is one page with every component of ui on it, filled with
// invented figures (示例). Its test draws it for a browser; whoever changes the
// style sheet looks at it first.
package styleguide
