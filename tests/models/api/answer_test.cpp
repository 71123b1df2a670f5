#include "models/api/answer.h"

#include <gmock/gmock.h>

namespace {

using namespace matoi;
using domain::ErrorCode;

constexpr const char* recordText =
    R"({"kind":"task","id":"0b8e6a0e-6f0b-4f5e-9c38-0a4a5c3a7c11","rev":3,"change":12,"deleted":false,)"
    R"("createdAt":"2026-11-18T05:02:14.000Z","createdBy":"Aiko","updatedAt":"2026-11-18T05:02:14.000Z",)"
    R"("updatedBy":"Aiko","value":{"title":"Roll back"}})";

TEST(Answers, AStaleRevisionBringsTheRecordAsItIs)
{
    const auto failure = api::failureFrom(
        412,
        std::string(R"({"code":"stale-revision","detail":"it has moved on","current":)") + recordText + '}',
        "");
    EXPECT_EQ(failure.error.code, ErrorCode::StaleRevision);
    EXPECT_EQ(failure.error.detail, "it has moved on");
    ASSERT_TRUE(failure.current);
    EXPECT_EQ(failure.current->meta.rev, 3);
    EXPECT_FALSE(failure.isFinal());
}

TEST(Answers, AProblemNamesTheField)
{
    const auto failure = api::failureFrom(
        422, R"({"code":"invalid-value","field":"stages[2].durationSeconds","detail":"too long"})", "");
    EXPECT_EQ(failure.error.code, ErrorCode::InvalidValue);
    EXPECT_EQ(failure.error.field, "stages[2].durationSeconds");
    EXPECT_TRUE(failure.isFinal());
}

TEST(Answers, WhatStandsBetweenMayAnswerInItsOwnWords)
{
    const auto gateway = api::failureFrom(502, "<html>Bad Gateway</html>", "30");
    EXPECT_EQ(gateway.error.code, ErrorCode::Unavailable);
    EXPECT_EQ(gateway.retryAfter, std::chrono::seconds(30));
    EXPECT_FALSE(gateway.isFinal());
    EXPECT_FALSE(api::failureFrom(429, "", "").isFinal());
    EXPECT_FALSE(api::failureFrom(401, "", "").isFinal());
    EXPECT_TRUE(api::failureFrom(403, "", "").isFinal());
}

TEST(Answers, AGoodStatusWithABodyThatIsNotUnderstoodIsNoAnswer)
{
    for (const char* body : {"", "{}", "[]", "{\"epoch\":1}", "null", "\xff"}) {
        EXPECT_FALSE(api::meFrom(body)) << body;
        EXPECT_FALSE(api::changesFrom(body)) << body;
        EXPECT_FALSE(api::recordFrom(body)) << body;
        EXPECT_EQ(api::recordFrom(body).error().status, 0) << body;
    }
}

TEST(Answers, RecordsOfANewerServiceAreCountedAndLeftOut)
{
    const auto page =
        api::changesFrom(std::string(R"({"epoch":"e","next":13,"last":20,"records":[)") + recordText +
                         R"(,{"kind":"hologram","id":"x","rev":1,"change":13,"value":{}}]})");
    ASSERT_TRUE(page);
    EXPECT_EQ(page->records.size(), 1u);
    EXPECT_EQ(page->unknown, 1);
    EXPECT_EQ(page->next, 13);
}

TEST(Answers, MeSaysWhoAndWhich)
{
    const auto me = api::meFrom(R"({"name":"Misaki Sato","role":"commander","contactId":null,"epoch":"6f3c",)"
                                R"("version":"0.1.0","serverTime":"2026-11-18T05:02:14.000Z"})");
    ASSERT_TRUE(me);
    EXPECT_EQ(me->session.name, "Misaki Sato");
    EXPECT_FALSE(me->session.contactId);
    EXPECT_EQ(me->epoch, "6f3c");
}

} // namespace
