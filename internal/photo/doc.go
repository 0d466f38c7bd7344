// Package photo is what a file says about itself: what kind it truly is (told from
// its bytes, never from its name), and for a picture how large it is, where and
// when it was taken, how it looks small, and a fingerprint by which the same
// picture is found again after it was compressed, resized or trimmed.
//
// Everything is read from bytes that a stranger sent: pictures are measured by
// their header before they are decoded, no length in a file is believed, and what
// is damaged is a fault or simply says nothing. The package opens no file and
// knows no clock.
package photo
