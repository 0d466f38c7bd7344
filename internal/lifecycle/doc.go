// Package lifecycle is a major industrial project (重大产业项目) from its lead
// to its entry into statistics: what is known of it, which stages were declared
// by its unit and which were recognised by the level above.
//
// A stage has two separate facts, because offices count only what is recognised
// and counties report what they declare (domain.md 1.1). Everything that follows
// from them (the stage a project is in, days spent in it, its tier) is computed
// on reading and never stored.
package lifecycle
