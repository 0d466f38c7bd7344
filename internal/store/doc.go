// Package store keeps the facts in SQLite or PostgreSQL, with one text of SQL
// for both, and remembers every change in the tenant's journal.
//
// A transaction is an act. Read opens a view of one moment; Write opens an act:
// it locks the tenant's chain row, reads the clock once, and whatever is saved
// inside brings its journal entry along, in the same transaction:
//
//	err := db.Write(ctx, who.Scope(), by, func(tx *store.Tx) error {
//		was, err := tx.Project(id)
//		if err != nil {
//			return err // fault.NotFound outside the scope
//		}
//		is := *was
//		is.Leader = "…"
//		return tx.SaveProject(was, &is)
//	})
//
// Saves take the value before and after; nil says that it was not there, or is
// no longer. Whoever saves on a value that has changed meanwhile gets
// fault.Conflict. Nothing is half done: an error from the function, from the
// disk or from a kill leaves the act as if it had never begun.
//
// How it is laid out: a noun's file names its columns once (field.go, table.go)
// and the statements follow from that; inserts of one kind wait in the
// transaction and go out together (pending.go); scope.go is the only place that
// turns what a person may see into SQL; act.go is the only place that begins and
// ends transactions; engine.go holds all that differs between the databases.
package store
