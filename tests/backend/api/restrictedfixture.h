#pragma once

#include "models/domain/attachment.h"
#include "tests/backend/api/apifixture.h"
#include "tests/support/postgres.h"

#include <map>
#include <set>

namespace matoi::test {

enum class StoreKind
{
    Sqlite,
    Postgres
};

inline std::string storeName(const ::testing::TestParamInfo<StoreKind>& kind)
{
    return kind.param == StoreKind::Sqlite ? "SQLite" : "PostgreSQL";
}

/// A restricted incident, INC-2, with a record of every kind, beside one that everybody sees, INC-1. Whatever
/// a person wrote into the restricted one has a word that begins with "zq". Mei commands it and sees it;
/// Daniel is a commander who does not; Sato has a token without a contact.
class Restricted : public ApiTest, public ::testing::WithParamInterface<StoreKind>
{
protected:
    static void SetUpTestSuite() {}

    void SetUp() override
    {
        const bool postgres = GetParam() == StoreKind::Postgres;
        running = std::make_unique<RunningService>(postgres ? Postgres::shared().createDatabase() : "");
        meiContact = contact("mei", "Mei Tanaka");
        danielContact = contact("daniel", "Daniel Reyes");
        priyaContact = contact("priya", "Priya Nair");
        mei = tokenOf("Mei Tanaka", auth::Role::Commander, meiContact);
        daniel = tokenOf("Daniel Reyes", auth::Role::Commander, danielContact);
        priya = tokenOf("Priya Nair", auth::Role::Responder, priyaContact);
        sato = running->token("Sato", auth::Role::Commander);
        open = text(made("incidents", {{"title", "Search is slow"}, {"impact", 3}}), "id");
        secret = text(made("incidents", {{"title", "zqtitle"}, {"impact", 1}, {"restricted", true}}), "id");
    }
    void TearDown() override { running.reset(); }

    static std::string contact(const std::string& alias, const std::string& name)
    {
        return text(create("contacts", {{"alias", alias}, {"name", name}}), "id");
    }
    static std::string tokenOf(const std::string& name, auth::Role role, const std::string& contact)
    {
        return running->token(name, role, auth::TokenKind::Person,
                              domain::Id<domain::Contact>::parse(contact).value());
    }
    RawResponse post(const std::string& path, const json::object& body,
                     const std::optional<std::string>& by = {}) const
    {
        return ask("POST", "/api/v1/" + path, json::serialize(body), {}, by.value_or(mei));
    }
    /// By Mei.
    json::object made(const std::string& path, const json::object& value) const
    {
        const auto answer = post(path, {{"value", value}});
        if (answer.status != 201)
            throw std::runtime_error(path + ": " + answer.body);
        return object(answer);
    }
    json::object child(const std::string& collection, json::object value) const
    {
        value["incidentId"] = secret;
        return made(collection, value);
    }
    RawResponse patch(const std::string& path, const json::object& change, const std::string& by) const
    {
        const auto now = ask("GET", "/api/v1/" + path, "", {}, by);
        return ask("PATCH", "/api/v1/" + path, json::serialize(change),
                   {{"If-Match", now.status == 200 ? now.header("etag") : "\"1\""}}, by);
    }
    static int statusOf(const std::string& path, const std::string& by)
    {
        return ask("GET", "/api/v1/" + path, "", {}, by).status;
    }
    static bool sees(const std::string& by, const std::string& incident)
    {
        return statusOf("incidents/" + incident, by) == 200;
    }

    json::object fileNamed(const std::string& name) const
    {
        const auto put =
            ask("PUT", "/api/v1/attachments/" + domain::contentHash(fileBytes), fileBytes, {}, mei);
        EXPECT_EQ(put.status / 100, 2) << put.body;
        return {{"name", name},
                {"mediaType", "text/plain"},
                {"size", fileBytes.size()},
                {"sha256", domain::contentHash(fileBytes)}};
    }

    /// A record of every kind that belongs to an incident, with a word of its own, and an item of the open
    /// incident that points to it.
    void fill() const
    {
        const std::string at = "2026-11-18T05:02:14Z";
        const auto summaries = object(ask("GET", "/api/v1/summaries?parent=" + secret, "", {}, mei));
        const std::string summary = text(summaries.at("records").as_array().at(0).as_object(), "id");
        EXPECT_EQ(patch("summaries/" + summary, {{"text", "zqsummary"}}, mei).status, 200);
        child("timeline-events",
              {{"at", at}, {"text", "zqevent"}, {"attachments", json::array{fileNamed("zqfile.txt")}}});
        child("role-assignments",
              {{"role", "commander"}, {"person", "Mei Tanaka"}, {"contactId", meiContact}});
        child("role-assignments", {{"role", "scribe"}, {"person", "zqrole"}});
        child("tasks", {{"title", "zqtask"}});
        child("status-updates", {{"at", at}, {"text", "zqupdate"}});
        child("decisions", {{"what", "zqdecision"}});
        child("reports", {{"at", at}, {"conditions", "zqreport"}});
        child("call-outs", {{"at", at}, {"asked", json::array{"zqasked"}}});
        child("related-items", {{"relatedKind", "link"}, {"title", "zqlink"}});
        made("related-items",
             {{"incidentId", open}, {"relatedKind", "incident"}, {"otherId", secret}, {"note", "zqpointer"}});
        const auto metric =
            create("metric-definitions", {{"title", "Errors"}, {"source", "prometheus"}, {"query", "up"}});
        child("metric-snapshots",
              {{"from", at},
               {"to", "2026-11-18T05:12:14Z"},
               {"at", "2026-11-18T05:12:14Z"},
               {"note", "zqsnapshot"},
               {"series", json::array{{{"metricId", metric.at("id")}, {"title", "zqseries"}}}}});
        const auto engaged = post("incidents/" + secret + "/engagements",
                                  {{"contactId", meiContact}, {"reason", "zqengaged"}});
        EXPECT_EQ(engaged.status, 201) << engaged.body;
        const auto offered = post("incidents/" + secret + "/handovers",
                                  {{"to", "Priya Nair"}, {"briefing", {{"conditions", "zqbriefing"}}}});
        EXPECT_EQ(offered.status, 201) << offered.body;
        EXPECT_EQ(patch("incidents/" + secret, {{"status", "resolved"}}, mei).status, 200);
        const auto analysis = child("analyses", {{"title", "zqanalysis"}});
        const auto questions = analysis.at("value").at("questions").as_array();
        child("answers", {{"analysisId", analysis.at("id")},
                          {"questionKey", questions.empty() ? json::value("why") : questions.at(0).at("key")},
                          {"text", "zqanswer"}});
        child("action-items", {{"title", "zqaction"}});
    }

    std::string meiContact, danielContact, priyaContact;
    std::string mei, daniel, priya, sato;
    std::string open, secret;
    const std::string fileBytes = "zqbytes: what the log said";
};

} // namespace matoi::test
