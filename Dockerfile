# A desk in a container. Structure and commands are tested; the image itself was not built where this was written.
#   docker build -t caseline .
#   docker run --rm -v caseline:/desk/.caseline caseline keys add --name first --scope admin
#   docker run -p 4100:4100 -v caseline:/desk/.caseline caseline

FROM node:22-bookworm-slim AS build
WORKDIR /build
COPY . .
RUN node scripts/run.mjs build \
 && mkdir /out \
 && npm pack --ignore-scripts --loglevel=error --pack-destination /out

# The package as its users get it, with the optional packages that a desk can use.
FROM node:22-bookworm-slim AS packages
WORKDIR /app
COPY --from=build /out /out
COPY deploy/container-manifest.mjs package.json /out/
RUN node /out/container-manifest.mjs /out > package.json \
 && npm install --omit=dev --ignore-scripts --no-audit --no-fund --loglevel=error

FROM node:22-bookworm-slim
# Room for what lives while messages are in flight: a message is 20 to 30 % cheaper.
ENV NODE_ENV=production NODE_OPTIONS=--max-semi-space-size=64
COPY --from=packages /app /app
# Here lies the configuration, if there is one; the embedded database is below.
WORKDIR /desk
RUN mkdir .caseline && chown node:node .caseline
USER node
VOLUME /desk/.caseline
EXPOSE 4100
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:4100/readyz').then((a) => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/node_modules/caseline/dist/cli/main.js"]
# An address beside 127.0.0.1 is refused until there is a key: `keys add` makes one, see above.
CMD ["serve", "--host", "0.0.0.0", "--json"]
