# A static program in an empty image: nothing to patch but Povtor itself.
FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=dev
RUN CGO_ENABLED=0 go build -trimpath -buildvcs=false -ldflags "-s -w -X main.version=$VERSION" -o /image/povtor . \
 && mkdir -p /image/etc/ssl/certs \
 && cp /etc/ssl/certs/ca-certificates.crt /image/etc/ssl/certs/ \
 && install -d -m 1777 /image/tmp

FROM scratch
COPY --from=build /image /
USER 65532:65532
ENV ADDR=0.0.0.0:8080
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["/povtor", "health"]
ENTRYPOINT ["/povtor"]
CMD ["serve"]
