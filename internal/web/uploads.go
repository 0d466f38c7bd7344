package web

import (
	"net/http"
	"strconv"

	"guatu/internal/app"
	"guatu/internal/fault"
)

// Files on their way in, as the pages' scripts send them: announced, sent piece by
// piece, finished. Each step may be asked again; a page that was opened without
// network gets a fresh form token first.

// pieceLimit is the largest piece of a file, in bytes.
const pieceLimit = 8 << 20

// A formToken is what a script needs before it sends anything.
type formToken struct {
	CSRF   string `json:"csrf"`   // in X-Form-Token, or as the field csrf of a form
	Person string `json:"person"` // whose it is: what another person left behind is not sent
	Piece  int    `json:"piece"`  // the largest piece, in bytes
}

func (s *Server) formToken(w http.ResponseWriter, r *http.Request, v *visit) error {
	return answerJSON(w, http.StatusOK, formToken{v.Session.Form, v.ID, pieceLimit})
}

func (s *Server) uploadBegin(w http.ResponseWriter, r *http.Request, v *visit) error {
	size, err := strconv.ParseInt(r.PostFormValue("size"), 10, 64)
	if err != nil {
		return fault.New(fault.Invalid, "upload.promise")
	}
	return s.uploaded(w)(s.App.UploadBegin(r.Context(), v.Actor, app.UploadBegin{Project: r.PathValue("id"), Name: r.PostFormValue("name"), Size: size,
		Hash: r.PostFormValue("hash"), Client: r.PostFormValue("client")}))
}

func uploadAsk(r *http.Request) app.UploadAsk {
	return app.UploadAsk{Project: r.PathValue("id"), Upload: r.PathValue("upload")}
}

func (s *Server) uploadState(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.uploaded(w)(s.App.UploadState(r.Context(), v.Actor, uploadAsk(r)))
}

// uploadAppend takes a piece as it comes; what arrived before the connection broke
// stays.
func (s *Server) uploadAppend(w http.ResponseWriter, r *http.Request, v *visit) error {
	offset, err := strconv.ParseInt(r.URL.Query().Get("offset"), 10, 64)
	if err != nil {
		return fault.New(fault.Invalid, "upload.promise")
	}
	return s.uploaded(w)(s.App.UploadAppend(r.Context(), v.Actor, app.UploadAppend{UploadAsk: uploadAsk(r), Offset: offset}, r.Body))
}

func (s *Server) uploadFinish(w http.ResponseWriter, r *http.Request, v *visit) error {
	return s.uploaded(w)(s.App.UploadFinish(r.Context(), v.Actor, app.UploadFinish{UploadAsk: uploadAsk(r), Evidence: r.PostFormValue("evidence"),
		Kind: r.PostFormValue("kind"), Title: r.PostFormValue("title"), Visit: r.PostFormValue("visit")}))
}

// uploaded answers with how far an upload is.
func (s *Server) uploaded(w http.ResponseWriter) func(*app.Upload, error) error {
	return func(up *app.Upload, err error) error {
		if err != nil {
			return err
		}
		return answerJSON(w, http.StatusOK, up)
	}
}
