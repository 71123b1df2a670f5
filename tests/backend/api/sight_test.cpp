#include "tests/backend/api/restrictedfixture.h"

namespace matoi::test {
namespace {

class WhoSees : public Restricted
{
protected:
    RawResponse restrict(const std::string& incident, bool on, const std::string& by) const
    {
        return patch("incidents/" + incident, {{"restricted", on}}, by);
    }
    RawResponse name(const json::array& contacts, const std::string& by) const
    {
        return patch("incidents/" + secret, {{"visibleTo", contacts}}, by);
    }
    json::object valueOf(const std::string& incident) const
    {
        return object(ask("GET", "/api/v1/incidents/" + incident)).at("value").as_object();
    }
    json::array texts(const std::vector<std::string>& contacts) const
    {
        json::array out;
        for (const std::string& contact : std::set<std::string>(contacts.begin(), contacts.end()))
            out.emplace_back(contact);
        return out;
    }
    static std::int64_t last() { return object(ask("GET", "/api/v1/changes?limit=1")).at("last").as_int64(); }

    /// The feed of somebody from there on, as "incident" for a value and "gone" for none.
    std::vector<std::string> feed(std::int64_t since, const std::string& by, int limit = 1000) const
    {
        std::vector<std::string> seen;
        for (;;) {
            const auto page = object(ask(
                "GET", "/api/v1/changes?since=" + std::to_string(since) + "&limit=" + std::to_string(limit),
                "", {}, by));
            for (const auto& value : page.at("records").as_array())
                seen.push_back(
                    value.as_object().contains("gone") ? "gone" : std::string(value.at("kind").as_string()));
            EXPECT_TRUE(page.at("next").as_int64() > since || page.at("next") == page.at("last"));
            since = page.at("next").as_int64();
            if (page.at("next") == page.at("last"))
                return seen;
        }
    }
};

TEST_P(WhoSees, TheOneWhoOpenedItAndAdminsAndNobodyElse)
{
    EXPECT_TRUE(sees(mei, secret));
    EXPECT_TRUE(sees(running->admin, secret));
    EXPECT_FALSE(sees(daniel, secret));
    EXPECT_FALSE(sees(sato, secret));
    EXPECT_TRUE(sees(daniel, open));
    EXPECT_EQ(valueOf(secret).at("visibleTo"), texts({meiContact})) << "who restricts it is named";
}

TEST_P(WhoSees, SomebodyWhoIsNamedUntilTheyAreTakenOffTheList)
{
    ASSERT_EQ(name(texts({meiContact, danielContact}), mei).status, 200);
    EXPECT_TRUE(sees(daniel, secret));
    const auto renamed = patch("incidents/" + secret, {{"title", "zq2"}}, daniel);
    EXPECT_EQ(renamed.status, 200) << renamed.body;
    ASSERT_EQ(name(texts({meiContact}), mei).status, 200);
    EXPECT_FALSE(sees(daniel, secret));
    EXPECT_EQ(valueOf(secret).at("seenBy"), texts({meiContact}));
}

TEST_P(WhoSees, SomebodyWhoHoldsARoleUntilAnotherTakesIt)
{
    const auto role = child("role-assignments",
                            {{"role", "operations"}, {"person", "Daniel"}, {"contactId", danielContact}});
    EXPECT_TRUE(sees(daniel, secret));
    EXPECT_EQ(valueOf(secret).at("seenBy"), texts({meiContact, danielContact}));
    const auto taken = patch("role-assignments/" + text(role, "id"),
                             {{"person", "Priya"}, {"contactId", priyaContact}}, daniel);
    EXPECT_EQ(taken.status, 200) << "what one sees by can be given away: " << taken.body;
    EXPECT_FALSE(sees(daniel, secret));
    EXPECT_TRUE(sees(priya, secret));
    ASSERT_EQ(
        ask("DELETE", "/api/v1/role-assignments/" + text(role, "id"), "", {{"If-Match", "\"2\""}}).status,
        200);
    EXPECT_FALSE(sees(priya, secret));
}

TEST_P(WhoSees, NobodyByARoleThatHasAnotherPersonsNameInIt)
{
    const auto role =
        child("role-assignments",
              {{"role", "operations"}, {"person", "Daniel Reyes"}, {"contactId", danielContact}});
    ASSERT_TRUE(sees(daniel, secret));
    ASSERT_EQ(patch("role-assignments/" + text(role, "id"), {{"person", "Somebody"}}, mei).status, 200);
    EXPECT_FALSE(sees(daniel, secret));
}

TEST_P(WhoSees, EverybodyWhoIsPagedAlsoThroughAPlan)
{
    const auto group = create(
        "contacts", {{"alias", "oncall"},
                     {"name", "On call"},
                     {"contactKind", "escalation"},
                     {"stages", json::array{{{"durationSeconds", 60},
                                             {"targets", json::array{{{"contactId", danielContact}}}}}}}});
    create("contact-channels",
           {{"contactId", danielContact}, {"channelKind", "desktop"}, {"address", ""}, {"active", true}});
    const auto engaged = post("incidents/" + secret + "/engagements", {{"contactId", text(group, "id")}});
    ASSERT_EQ(engaged.status, 201) << engaged.body;
    EXPECT_TRUE(sees(daniel, secret)) << valueOf(secret);
    EXPECT_FALSE(sees(priya, secret));
}

TEST_P(WhoSees, NobodyLocksThemselvesOut)
{
    EXPECT_EQ(restrict(open, true, sato).status, 403) << "a token without a contact";
    EXPECT_EQ(name(json::array(), mei).status, 403);
    EXPECT_TRUE(sees(mei, secret));
    const auto opened =
        post("incidents", {{"value", {{"title", "zq"}, {"impact", 3}, {"restricted", true}}}}, sato);
    EXPECT_EQ(opened.status, 403) << opened.body;
    EXPECT_NE(opened.body.find("has no contact"), std::string::npos);
}

TEST_P(WhoSees, ACommanderRestrictsAndAResponderOnlyWhatTheyOpen)
{
    EXPECT_EQ(restrict(open, true, priya).status, 403);
    const auto opened =
        post("incidents", {{"value", {{"title", "zq"}, {"impact", 3}, {"restricted", true}}}}, priya);
    EXPECT_EQ(opened.status, 201) << opened.body;
    EXPECT_EQ(restrict(open, true, daniel).status, 200);
    EXPECT_FALSE(sees(mei, open));
    EXPECT_EQ(restrict(open, false, daniel).status, 200);
    EXPECT_TRUE(sees(mei, open));
}

TEST_P(WhoSees, OnlyKnownContactsAreNamedAndEachOnce)
{
    EXPECT_EQ(name(texts({meiContact, "00000000-0000-4000-8000-000000000001"}), mei).status, 422);
    json::array twice = texts({meiContact});
    twice.emplace_back(meiContact);
    ASSERT_EQ(name(twice, mei).status, 200);
    EXPECT_EQ(valueOf(secret).at("visibleTo"), texts({meiContact}));
    EXPECT_EQ(patch("incidents/" + secret, {{"seenBy", texts({danielContact})}}, mei).status, 403);
}

TEST_P(WhoSees, APlanOpensItRestricted)
{
    const auto plan = create(
        "response-plans", {{"name", "breach"}, {"title", "zqbreach"}, {"impact", 1}, {"restricted", true}});
    const auto opened = made("incidents", {{"planId", plan.at("id")}});
    EXPECT_TRUE(sees(mei, text(opened, "id")));
    EXPECT_FALSE(sees(daniel, text(opened, "id")));
}

TEST_P(WhoSees, TheFeedSaysThatItIsGoneAndThatItIsBackAgain)
{
    ASSERT_EQ(name(texts({meiContact, danielContact}), mei).status, 200);
    child("tasks", {{"title", "zqtask"}});
    const std::int64_t named = last();
    ASSERT_EQ(name(texts({meiContact}), mei).status, 200);
    child("tasks", {{"title", "zqtask 2"}});
    EXPECT_EQ(feed(named, daniel), std::vector<std::string>{"gone"});
    EXPECT_EQ(feed(named, mei), (std::vector<std::string>{"incident", "task"}));
    const std::int64_t gone = last();
    ASSERT_EQ(name(texts({meiContact, danielContact}), mei).status, 200);
    EXPECT_EQ(feed(gone, daniel), std::vector<std::string>{"incident"});
    EXPECT_GT(valueOf(secret).at("sightChange").as_int64(), gone);

    const auto all = object(ask("GET", "/api/v1/changes?incident=" + secret, "", {}, daniel));
    EXPECT_EQ(all.at("records").as_array().size(), 5U) << "incident, summary, opened, two tasks";
    EXPECT_EQ(all.at("next"), all.at("last"));
    EXPECT_EQ(statusOf("changes?incident=" + secret, sato), 404);
}

TEST_P(WhoSees, TheFeedGoesOnBehindALongRunOfWhatIsHidden)
{
    const std::int64_t before = last();
    for (int i = 0; i < 20; ++i)
        child("tasks", {{"title", "zqtask"}});
    create("contacts", {{"alias", "after"}, {"name", "After it"}});
    EXPECT_EQ(feed(before, daniel, 3), std::vector<std::string>{"contact"});
    EXPECT_EQ(feed(before, daniel, 1), std::vector<std::string>{"contact"});
}

TEST_P(WhoSees, AListThatIsThinnedOutIsStillPagedToItsEnd)
{
    for (int i = 0; i < 5; ++i) {
        made("incidents", {{"title", "zq"}, {"impact", 3}, {"restricted", true}});
        made("incidents", {{"title", "Everybody's"}, {"impact", 3}});
    }
    std::set<std::string> found;
    std::string after;
    for (int pages = 0; pages < 20; ++pages) {
        const auto page = object(ask("GET", "/api/v1/incidents?limit=2" + after, "", {}, daniel));
        for (const auto& record : page.at("records").as_array())
            found.insert(std::string(record.at("id").as_string()));
        if (page.at("next").is_null())
            break;
        after = "&after=" + std::to_string(page.at("next").as_int64());
    }
    EXPECT_EQ(found.size(), 6U);
}

TEST_P(WhoSees, AStreamThatIsOpenHearsOfItAtOnce)
{
    RawClient client(running->port());
    client.send(requestText("GET", "/api/v1/changes/stream?since=" + std::to_string(last()), daniel, "", {}));
    ASSERT_TRUE(client.readHead());
    ASSERT_TRUE(client.readUntil("\n\n"));
    ASSERT_EQ(restrict(open, true, mei).status, 200);
    const auto gone = client.readUntil("\n\n");
    ASSERT_TRUE(gone);
    EXPECT_NE(gone->find(R"("gone":true)"), std::string::npos) << *gone;
    EXPECT_EQ(gone->find("Search is slow"), std::string::npos);
    made("tasks", {{"incidentId", open}, {"title", "zqtask"}});
    // The stream has gone past the task when it tells of what came behind it.
    create("contacts", {{"alias", "after"}, {"name", "After it"}});
    const auto next = client.readUntil("\n\n");
    ASSERT_TRUE(next);
    EXPECT_NE(next->find("After it"), std::string::npos) << "and nothing of the task before: " << *next;
    ASSERT_EQ(restrict(open, false, mei).status, 200);
    const auto back = client.readUntil("\n\n");
    ASSERT_TRUE(back);
    EXPECT_NE(back->find("Search is slow"), std::string::npos) << *back;
}

TEST_P(WhoSees, AnAnswerIsNotToldAgainToWhoeverLostSight)
{
    ASSERT_EQ(name(texts({meiContact, danielContact}), mei).status, 200);
    const std::string body =
        json::serialize(json::object{{"value", {{"incidentId", secret}, {"title", "zqtask"}}}});
    const Fields key{{"Idempotency-Key", "once"}};
    ASSERT_EQ(ask("POST", "/api/v1/tasks", body, key, daniel).status, 201);
    ASSERT_EQ(ask("POST", "/api/v1/tasks", body, key, daniel).status, 201);
    ASSERT_EQ(name(texts({meiContact}), mei).status, 200);
    const auto again = ask("POST", "/api/v1/tasks", body, key, daniel);
    EXPECT_EQ(again.status, 404);
    EXPECT_EQ(again.body.find("zq"), std::string::npos) << again.body;
}

TEST_P(WhoSees, AFileByItsHashOnlyWhenItsRecordIsSeen)
{
    const std::string path = "/api/v1/attachments/" + domain::contentHash(fileBytes);
    const json::object file = fileNamed("log.txt");
    child("timeline-events",
          {{"at", "2026-11-18T05:02:14Z"}, {"text", "zqevent"}, {"attachments", json::array{file}}});
    EXPECT_EQ(ask("GET", path, "", {}, mei).status, 200);
    EXPECT_EQ(ask("GET", path, "", {}, daniel).status, 404);
    EXPECT_EQ(
        ask("GET", path, "", {{"If-None-Match", '"' + domain::contentHash(fileBytes) + '"'}}, daniel).status,
        404);
    const json::object event{{"incidentId", open},
                             {"at", "2026-11-18T05:02:14Z"},
                             {"text", "I know its hash"},
                             {"attachments", json::array{file}}};
    EXPECT_EQ(post("timeline-events", {{"value", event}}, daniel).status, 422)
        << "naming a file of which one knows the hash does not open it";
    EXPECT_EQ(ask("PUT", path, fileBytes, {}, daniel).status, 201) << "as if nobody had it";
    EXPECT_EQ(ask("GET", path, "", {}, daniel).status, 200) << "one's own";
    EXPECT_EQ(post("timeline-events", {{"value", event}}, daniel).status, 201);
    EXPECT_EQ(ask("GET", path, "", {}, sato).status, 200);
}

TEST_P(WhoSees, AReplayDoesNotNameWhatItJoined)
{
    const auto ingest = running->token("alertmanager", auth::Role::Viewer, auth::TokenKind::Ingest);
    const std::string message =
        R"({"version":"4","groupKey":"g","status":"firing","receiver":"r","groupLabels":{},"commonLabels":{"service":"vault"},"commonAnnotations":{},"externalURL":"","alerts":[{"status":"firing","labels":{"alertname":"Leak","service":"vault"},"annotations":{},"startsAt":"2026-11-18T05:02:14Z","endsAt":"0001-01-01T00:00:00Z","generatorURL":"","fingerprint":"f"}]})";
    const auto letter = object(ask("POST", "/ingest/alertmanager", message, {}, ingest));
    ASSERT_EQ(letter.at("outcome"), "dead-letter");
    create("response-plans", {{"name", "vault"},
                              {"title", "zqvault"},
                              {"impact", 1},
                              {"restricted", true},
                              {"matchLabels", {{"service", "vault"}}}});
    const auto replayed =
        ask("POST", "/api/v1/dead-letters/" + text(letter, "deadLetterId") + "/replay", "", {}, sato);
    ASSERT_EQ(replayed.status, 200) << replayed.body;
    EXPECT_TRUE(object(replayed).at("incidentId").is_null()) << replayed.body;
    EXPECT_EQ(object(ask("POST", "/ingest/alertmanager", message, {}, ingest)).at("outcome"), "unchanged")
        << "the detector still finds it";
}

INSTANTIATE_TEST_SUITE_P(Stores, WhoSees, ::testing::Values(StoreKind::Sqlite, StoreKind::Postgres),
                         storeName);

} // namespace
} // namespace matoi::test
