// SPDX-License-Identifier: Apache-2.0
package dev.hornero.dockerfile.benchmark;

/** What most people have: three stages, some arguments, 2 KB. */
final class TypicalDockerfile {
    static final String TEXT =
            """
            # syntax=docker/dockerfile:1
            ARG NODE_VERSION=22
            ARG JAVA_VERSION=25

            FROM node:${NODE_VERSION}-alpine AS web
            WORKDIR /web
            # NPM_TOKEN reads from the company registry
            ARG NPM_TOKEN
            COPY package.json package-lock.json .npmrc ./
            RUN npm ci
            COPY web .
            ARG PUBLIC_URL=/
            ENV PUBLIC_URL=$PUBLIC_URL NODE_ENV=production
            RUN npm run build \\
                && npm prune --omit=dev \\
                && rm -rf /home/node/.npm /tmp/*

            FROM maven:3.9-eclipse-temurin-${JAVA_VERSION} AS build
            WORKDIR /build
            COPY pom.xml .
            ARG MAVEN_MIRROR_URL
            RUN --mount=type=cache,target=/home/maven/.m2 mvn -B dependency:go-offline
            COPY src src
            COPY --from=web /web/dist src/main/resources/META-INF/resources
            # VERSION is what the service says of itself
            ARG VERSION
            ARG MAVEN_ARGS="-B -DskipTests"
            RUN --mount=type=cache,target=/home/maven/.m2 \\
                mvn $MAVEN_ARGS -Drevision=${VERSION:-0-SNAPSHOT} package

            FROM eclipse-temurin:${JAVA_VERSION}-jre
            ARG APP_UID=10001
            ARG GIT_SHA
            ARG BUILD_DATE
            LABEL org.opencontainers.image.title="shop" \\
                  org.opencontainers.image.description="Sells what there is" \\
                  org.opencontainers.image.revision=$GIT_SHA \\
                  org.opencontainers.image.created=$BUILD_DATE \\
                  org.opencontainers.image.source="https://git.example.com/shop"
            RUN apt-get update \\
                && apt-get install -y --no-install-recommends \\
                    ca-certificates \\
                    curl \\
                    tini \\
                && rm -rf /var/lib/apt/lists/* \\
                && groupadd --gid ${APP_UID} app \\
                && useradd --uid ${APP_UID} --gid app --home-dir /app app
            ENV JAVA_OPTS="-XX:MaxRAMPercentage=75 -XX:+ExitOnOutOfMemoryError" \\
                PATH="/app/bin:$PATH"
            WORKDIR /app
            COPY --from=build --chown=app:app /build/target/quarkus-app/ ./
            COPY --chown=${APP_UID}:${APP_UID} docker/entrypoint.sh /usr/local/bin/
            USER ${APP_UID}
            EXPOSE 8080/tcp 9000
            VOLUME ["/app/data"]
            HEALTHCHECK --interval=30s --timeout=3s CMD curl -fs http://localhost:9000/q/health
            STOPSIGNAL SIGTERM
            ENTRYPOINT ["tini", "--", "entrypoint.sh"]
            CMD ["java", "-jar", "quarkus-run.jar"]
            """;

    private TypicalDockerfile() {}
}
