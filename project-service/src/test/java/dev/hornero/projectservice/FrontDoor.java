// SPDX-License-Identifier: Apache-2.0
package dev.hornero.projectservice;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** The REST API as an admin calls it. */
final class FrontDoor {
    static final String ADMIN = "bootstrap-key-of-the-tests";

    private FrontDoor() {}

    static RequestSpecification as(String key) {
        return given().header("Authorization", "Bearer " + key);
    }

    static RequestSpecification admin() {
        return as(ADMIN);
    }

    static Response get(String path) {
        return admin().get("/api/v1" + path);
    }

    static Response post(String path, String json) {
        return admin().contentType("application/json").body(json).post("/api/v1" + path);
    }

    static Response post(String path) {
        return admin().post("/api/v1" + path);
    }

    static Response patch(String path, String json) {
        return admin().contentType("application/merge-patch+json")
                .body(json)
                .patch("/api/v1" + path);
    }

    static Response delete(String path) {
        return admin().delete("/api/v1" + path);
    }

    /** A name that no other test uses. */
    static String fresh(String prefix) {
        return prefix + UUID.randomUUID().toString().substring(0, 8);
    }

    /** An environment in cluster local. */
    static String environment() {
        String name = fresh("env");
        post(
                        "/environments",
                        "{\"name\":\"%s\",\"cluster\":\"local\",\"namespace\":\"builds\",\"branch\":\"main\"}"
                                .formatted(name))
                .then()
                .statusCode(201);
        return name;
    }

    /** A project without a credential. */
    static String project() {
        String name = fresh("shop");
        post(
                        "/projects",
                        "{\"name\":\"%s\",\"repository\":\"https://git.example/team/shop.git\"}"
                                .formatted(name))
                .then()
                .statusCode(201);
        return name;
    }

    /** Joins a project and an environment; its name. */
    static String projectEnv(String project, String environment) {
        post(
                        "/project-envs",
                        "{\"project\":\"%s\",\"environment\":\"%s\"}"
                                .formatted(project, environment))
                .then()
                .statusCode(201);
        return environment + "-" + project;
    }

    /** A ProjectEnv of a fresh project and a fresh environment; its name. */
    static String projectEnv() {
        return projectEnv(project(), environment());
    }
}
