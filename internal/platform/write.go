// Write: records become a file.

package platform

import (
	"bufio"
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"guatu/internal/fault"
)

// Write writes records in a form: JSON in UTF-8, one record a line; CSV in UTF-8
// with a mark, by which spreadsheets know it. What Read gives Write writes, and what
// Write writes Read gives back. Records that Read would refuse are refused, each with
// its number in the list; then nothing is written.
func Write(w io.Writer, form Form, records []Record) error {
	records, err := checked(records)
	if err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	write := writeCSV
	if form == JSON {
		write = writeJSON
	}
	if err := write(out, records); err != nil {
		return err
	}
	return out.Flush()
}

// checked reads every record as if it came from a file: what is written is what will
// be read.
func checked(records []Record) ([]Record, error) {
	var wrong fault.List
	list := make([]Record, 0, len(records))
	for i := range records {
		t, again := &take{line: i + 1}, Record{}
		for k := range fields {
			f := &fields[k]
			if f.code != missingField {
				t.set(&again, f, f.get(&records[i]))
			}
		}
		t.documentsOf(&again, records[i].Missing)
		t.finish(&again)
		list = append(list, again)
		for _, m := range t.wrong {
			wrong.Add(m.Fault.At("records[" + strconv.Itoa(i) + "]." + m.Field))
		}
	}
	if len(records) > MaxRecords {
		wrong.Add(fault.New(fault.TooLarge, "platform.too_many", "max", MaxRecords))
	}
	return list, wrong.Err()
}

// documentsOf takes a list of documents that is one already.
func (t *take) documentsOf(r *Record, docs []string) {
	for _, doc := range docs {
		doc = strings.TrimSpace(doc)
		t.check(doc != "", missingField, "platform.empty_document")
		t.sound(missingField, doc, MaxText)
		r.Missing = append(r.Missing, doc)
	}
}

// writeJSON writes one record a line, so that two files can be compared by eye.
func writeJSON(w *bufio.Writer, records []Record) error {
	w.WriteString(`{"format": "` + Format + `", "version": ` + strconv.Itoa(Version) + `, "records": [`)
	for i := range records {
		line, err := json.Marshal(&records[i])
		if err != nil {
			return err
		}
		if i > 0 {
			w.WriteByte(',')
		}
		w.WriteByte('\n')
		w.Write(line)
	}
	_, err := w.WriteString("\n]}\n")
	return err
}

// writeCSV writes a row of headings and one row a record.
func writeCSV(w *bufio.Writer, records []Record) error {
	w.WriteString("\ufeff")
	rows := csv.NewWriter(w)
	rows.UseCRLF = true
	row := make([]string, len(fields))
	for i := range fields {
		row[i] = fields[i].name
	}
	if err := rows.Write(row); err != nil {
		return err
	}
	for k := range records {
		for i := range fields {
			row[i] = guarded(fields[i].get(&records[k]))
		}
		if err := rows.Write(row); err != nil {
			return err
		}
	}
	rows.Flush()
	return rows.Error()
}
