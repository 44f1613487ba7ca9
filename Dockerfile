# The command alone: `docker run --rm -v "$PWD:/data:ro" segur-json check .`
FROM node:22-slim AS build
WORKDIR /src
COPY . .
RUN npm ci --ignore-scripts && npm pack --pack-destination /tmp

FROM node:22-slim
COPY --from=build /tmp/segur-json-*.tgz /tmp/
RUN npm install --global --no-audit --no-fund /tmp/segur-json-*.tgz && rm /tmp/segur-json-*.tgz
USER node
WORKDIR /data
ENTRYPOINT ["segur-json"]
CMD ["--help"]
