package feed

import "io"

// bounded refuses to read past so many bytes: whatever an archive claims, no more of it comes out.
func bounded(r io.ReadCloser, most int64) io.ReadCloser { return &boundedReader{r, most} }

type boundedReader struct {
	io.ReadCloser
	left int64
}

func (b *boundedReader) Read(p []byte) (int, error) {
	if b.left < 0 {
		return 0, &Fault{Code: TooLarge, Outcome: Fatal}
	}
	if int64(len(p)) > b.left+1 {
		p = p[:b.left+1]
	}
	n, err := b.ReadCloser.Read(p)
	b.left -= int64(n)
	if b.left < 0 {
		return n - 1, &Fault{Code: TooLarge, Outcome: Fatal}
	}
	return n, err
}
