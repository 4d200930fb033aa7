package post

import (
	"context"
	"crypto/tls"
	"errors"
	"net"
	"strconv"
	"sync"

	"github.com/wneessen/go-mail"
	"github.com/wneessen/go-mail/smtp"
)

// perConnection is how many messages go over one connection; servers grow suspicious of more.
const perConnection = 100

// line is one connection to the server.
type line struct {
	client *mail.Client
	smtp   *smtp.Client
	wire   *wire
	sent   int
	broken bool
}

// wire is the connection below the protocol. To close it ends whatever the library is waiting for.
type wire struct {
	mu   sync.Mutex
	conn net.Conn
}

func (w *wire) close() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.conn != nil {
		_ = w.conn.Close()
	}
}

func dial(ctx context.Context, s settings, hello string) (*line, error) {
	w := &wire{}
	client, err := mail.NewClient(s.host, s.options(w, hello)...)
	if err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, w.close)
	defer stop()
	connected, err := client.DialToSMTPClientWithContext(ctx)
	if err != nil {
		w.close()
		return nil, err
	}
	return &line{client: client, smtp: connected, wire: w}, nil
}

func (s settings) options(w *wire, hello string) []mail.Option {
	options := []mail.Option{
		mail.WithPort(s.port), mail.WithTimeout(s.timeout), mail.WithHELO(hello),
		mail.WithTLSConfig(s.tls()),
		mail.WithDialContextFunc(func(ctx context.Context, network, _ string) (net.Conn, error) {
			conn, err := s.connect(ctx, network)
			w.mu.Lock()
			w.conn = conn
			w.mu.Unlock()
			return conn, err
		}),
	}
	switch s.security {
	case startTLS:
		options = append(options, mail.WithTLSPolicy(mail.TLSMandatory))
	case implicitTLS:
		// The dialled connection is encrypted already; the library looks and finds it so.
		options = append(options, mail.WithTLSPolicy(mail.TLSOpportunistic))
	case noTLS:
		options = append(options, mail.WithTLSPolicy(mail.NoTLS))
	}
	if s.user == "" {
		return options
	}
	how := mail.SMTPAuthAutoDiscover
	if s.security == noTLS {
		how = mail.SMTPAuthPlainNoEnc
	}
	return append(options, mail.WithSMTPAuth(how), mail.WithUsername(s.user), mail.WithPassword(s.password))
}

func (s settings) tls() *tls.Config {
	config := &tls.Config{}
	if s.roots != nil {
		config = s.roots.Clone()
	}
	config.ServerName, config.MinVersion = s.host, tls.VersionTLS12
	return config
}

func (s settings) connect(ctx context.Context, network string) (net.Conn, error) {
	address := net.JoinHostPort(s.host, strconv.Itoa(s.port))
	if s.security != implicitTLS {
		return (&net.Dialer{}).DialContext(ctx, network, address)
	}
	return (&tls.Dialer{Config: s.tls()}).DialContext(ctx, network, address)
}

// send says one message. A line on which anything but a plain refusal happened is broken.
func (l *line) send(ctx context.Context, letter *mail.Msg) *Fault {
	l.sent++
	stop := context.AfterFunc(ctx, l.wire.close)
	err := l.client.SendWithSMTPClient(l.smtp, letter)
	l.broken = !stop()
	if letter.IsDelivered() {
		// The server has it; what went wrong afterwards concerns the connection alone.
		l.broken = l.broken || err != nil
		return nil
	}
	if err == nil {
		err = errors.New("nothing was sent")
	}
	fault := classify(ctx, err)
	l.broken = l.broken || fault.Code == 0 || fault.Code == 421
	return fault
}

// quit says goodbye on a sound line and drops any other.
func (l *line) quit() {
	if !l.broken {
		_ = l.client.CloseWithSMTPClient(l.smtp)
	}
	l.wire.close()
}
