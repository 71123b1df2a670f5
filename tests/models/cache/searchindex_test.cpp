#include "models/cache/fields.h"
#include "models/cache/journal.h"
#include "models/cache/schema.h"
#include "models/cache/searchindex.h"
#include "models/cache/searchquery.h"
#include "models/cache/searchreader.h"
#include "models/sync/rebase.h"
#include "models/wire/json.h"

#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace {

using namespace matoi;
using namespace std::chrono_literals;
using cache::Action;
using cache::Journal;
using domain::Id;
using domain::Incident;
using domain::Kind;
using domain::SearchPage;
using domain::SearchRequest;
using domain::TimelineEvent;
using domain::Uuid;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// A local copy in memory that is edited, fed and searched.
class Copy
{
public:
    Copy()
    {
        sqlite::migrate(file, cache::migrations());
        cache::SearchIndex(file).prepare();
    }

    template <class T> Id<T> add(T value, Id<T> id = Id<T>::generate())
    {
        journal([&](Journal& j) {
            j.edit({Action::Create, T::kind, id.uuid(), {}, wire::toJson(value), "Misaki", now});
        });
        return id;
    }
    Id<Incident> incident(const std::string& title)
    {
        Incident value;
        value.title = title;
        return add(value);
    }
    Id<TimelineEvent> event(Id<Incident> of, const std::string& text)
    {
        TimelineEvent value;
        value.incidentId = of;
        value.text = text;
        value.at = now;
        return add(value);
    }
    void retext(Id<TimelineEvent> id, const std::string& from, const std::string& to)
    {
        journal([&](Journal& j) {
            j.edit({Action::Change,
                    Kind::TimelineEvent,
                    id.uuid(),
                    {{"text", from}},
                    {{"text", to}},
                    "Misaki",
                    now});
        });
    }
    void remove(Kind kind, Uuid id)
    {
        journal([&](Journal& j) { j.edit({Action::Remove, kind, id, {}, {}, "Misaki", now}); });
    }
    void feed(Kind kind, Uuid id, boost::json::object value, domain::Revision rev, bool deleted = false)
    {
        domain::RecordMeta meta;
        meta.rev = rev;
        meta.change = ++change;
        meta.deleted = deleted;
        journal([&](Journal& j) {
            j.applyPage({"epoch", {{kind, id, meta, std::move(value)}}, change - 1, change});
        });
    }
    template <class F> void journal(F&& work)
    {
        Journal journal(file, rule, now);
        work(journal);
    }

    SearchPage find(const SearchRequest& request)
    {
        return cache::SearchReader(file).find(request, [] { return false; });
    }
    std::vector<Uuid> found(const std::string& text)
    {
        std::vector<Uuid> records;
        for (const auto& hit : find({text, {}, {}, 1000, 0, {}}).hits)
            records.push_back(hit.record);
        return records;
    }
    /// What the index holds, without the check of each hit that reading does.
    std::int64_t rows(const std::string& text)
    {
        return file
            .integer("SELECT count(*) FROM search WHERE search MATCH ?1",
                     cache::ftsQuery(cache::parseSearch(text)))
            .value_or(0);
    }

    sqlite::Connection file{":memory:"};
    cache::RebaseRule rule = sync::rebase;
    domain::Time now = *domain::parseTime("2026-11-18T05:02:14Z");
    domain::ChangeNumber change = 0;
};

class SearchIndexTest : public testing::Test
{
protected:
    Copy copy;
};

TEST_F(SearchIndexTest, FindsTwoCharactersInTitlesSummariesEventsAndAnswers)
{
    const auto incident = copy.incident("決済の障害");
    const auto event = copy.event(incident, "障害を検知");
    domain::Summary summary;
    summary.incidentId = incident;
    summary.text = "大規模な障害";
    const auto summaryId = copy.add(summary, domain::summaryIdOf(incident));
    domain::Answer answer;
    answer.incidentId = incident;
    answer.analysisId = domain::analysisIdOf(incident);
    answer.questionKey = "how";
    answer.text = "この障害の検知";
    const auto answerId = copy.add(answer);
    EXPECT_THAT(copy.found("障害"),
                ElementsAre(answerId.uuid(), summaryId.uuid(), event.uuid(), incident.uuid()));
}

TEST_F(SearchIndexTest, FindsAnIncidentByItsNumberServiceAndTag)
{
    Incident value;
    value.number = 2041;
    value.title = "Checkout slow";
    value.service = "checkout-api";
    value.tags = {"payments"};
    const Uuid id = Uuid::generate();
    copy.feed(Kind::Incident, id, wire::toJson(value), 1);
    for (const char* text : {"INC-2041", "2041", "inc 20", "checkout-api", "payment"})
        EXPECT_THAT(copy.found(text), ElementsAre(id)) << text;
}

TEST_F(SearchIndexTest, FindsAnEventByTheNamesOfItsFiles)
{
    domain::TimelineEvent event;
    event.incidentId = copy.incident("x");
    event.text = "where the time goes";
    event.attachments = {{"profile-1419.svg", "image/svg+xml", 1, domain::contentHash("a"), 0, 0},
                         {"障害グラフ.png", "image/png", 1, domain::contentHash("b"), 0, 0}};
    const auto id = copy.add(event);
    for (const char* text : {"profile-1419", "1419.svg", "グラフ"})
        EXPECT_THAT(copy.found(text), ElementsAre(id.uuid())) << text;
}

TEST_F(SearchIndexTest, FindsAnEditBeforeItIsSentAndNoLongerWhatItReplaced)
{
    const auto event = copy.event(copy.incident("x"), "the disk is full");
    copy.retext(event, "the disk is full", "the queue is full");
    EXPECT_THAT(copy.found("queue"), ElementsAre(event.uuid()));
    EXPECT_THAT(copy.found("disk"), IsEmpty());
    EXPECT_EQ(copy.rows("disk"), 0);
    EXPECT_EQ(copy.rows("full"), 1);
}

TEST_F(SearchIndexTest, ForgetsWhatIsRemovedHereOrElsewhere)
{
    const auto incident = copy.incident("x");
    const auto mine = copy.event(incident, "disk one");
    const Uuid theirs = Uuid::generate();
    TimelineEvent value;
    value.incidentId = incident;
    value.text = "disk two";
    copy.feed(Kind::TimelineEvent, theirs, wire::toJson(value), 1);
    EXPECT_THAT(copy.found("disk"), SizeIs(2));
    copy.remove(Kind::TimelineEvent, mine.uuid());
    copy.feed(Kind::TimelineEvent, theirs, wire::toJson(value), 2, true);
    EXPECT_THAT(copy.found("disk"), IsEmpty());
    EXPECT_EQ(copy.rows("disk"), 0);
}

TEST_F(SearchIndexTest, ShowsNothingOfAnIncidentThatWasRemoved)
{
    const auto incident = copy.incident("x");
    copy.event(incident, "disk");
    copy.remove(Kind::Incident, incident.uuid());
    EXPECT_THAT(copy.found("disk"), IsEmpty());
}

TEST_F(SearchIndexTest, AsksOnlyIncidentsThatTheFilterLetsThrough)
{
    Incident value;
    value.title = "disk";
    value.impact = domain::Impact::Critical;
    const auto critical = copy.add(value);
    value.impact = domain::Impact::Low;
    const auto low = copy.add(value);
    domain::RoleAssignment role;
    role.incidentId = low;
    role.person = "Kenji Mori";
    copy.add(role, domain::roleAssignmentIdOf(low, domain::IncidentRole::Commander));
    copy.event(critical, "disk full");
    copy.event(low, "disk empty");
    SearchRequest request{"disk", {}, {}, 200, 0, {}};
    request.filter.impacts = {domain::Impact::Critical};
    for (const auto& hit : copy.find(request).hits)
        EXPECT_EQ(hit.incident, critical);
    EXPECT_THAT(copy.find(request).hits, SizeIs(2));
    request.filter = {};
    request.filter.commanders = {"Kenji Mori"};
    for (const auto& hit : copy.find(request).hits)
        EXPECT_EQ(hit.incident, low);
    request.filter = {};
    request.incident = critical;
    EXPECT_THAT(copy.find(request).hits, SizeIs(2));
}

TEST_F(SearchIndexTest, GivesPagesThatLeaveNothingOutAndRepeatNothing)
{
    for (int i = 0; i < 7; ++i) {
        const auto incident = copy.incident("disk");
        for (int j = 0; j < 5; ++j)
            copy.event(incident, "disk " + std::to_string(j));
    }
    const auto all = copy.found("disk");
    EXPECT_THAT(all, SizeIs(42));
    std::vector<Uuid> inPages;
    SearchRequest request{"disk", {}, {}, 10, 0, {}};
    for (int page = 0; page < 10; ++page) {
        const SearchPage answer = copy.find(request);
        for (const auto& hit : answer.hits)
            inPages.push_back(hit.record);
        request.after = answer.next;
        if (!answer.next)
            break;
    }
    EXPECT_EQ(inPages, all);
}

TEST_F(SearchIndexTest, LetsNoIncidentHideTheOthers)
{
    const auto quiet = copy.incident("disk in Osaka");
    const auto loud = copy.incident("disk in Tokyo");
    for (int i = 0; i < 50; ++i)
        copy.event(loud, "disk");
    const SearchPage page = copy.find({"disk", {}, {}, 200, 3, {}});
    EXPECT_THAT(page.hits, SizeIs(4));
    EXPECT_EQ(page.hits.back().incident, quiet);
    EXPECT_EQ(page.left.at(loud.uuid()), 48);
    EXPECT_FALSE(page.next);
}

TEST_F(SearchIndexTest, StopsWhenNobodyWaitsAnyMore)
{
    const auto incident = copy.incident("x");
    for (int i = 0; i < 10; ++i)
        copy.event(incident, "disk");
    int asked = 0;
    const SearchPage page =
        cache::SearchReader(copy.file).find({"disk", {}, {}, 200, 0, {}}, [&] { return ++asked > 3; });
    EXPECT_THAT(page.hits, SizeIs(3));
}

TEST_F(SearchIndexTest, IsBuiltForAFileThatHadNoneWhileOthersWrite)
{
    std::vector<Uuid> expected;
    const auto incident = copy.incident("x");
    std::vector<Id<TimelineEvent>> old;
    for (int i = 0; i < 25; ++i)
        old.push_back(copy.event(incident, "disk " + std::to_string(i)));
    copy.file.run("UPDATE meta SET value = 'of another time' WHERE key = 'search-rules'");
    cache::SearchIndex index(copy.file);
    index.prepare();
    EXPECT_FALSE(index.isComplete());
    EXPECT_TRUE(copy.find({"disk", {}, {}, 200, 0, {}}).indexing);
    EXPECT_TRUE(index.buildNext(10));
    // The newest come first; what is written meanwhile goes in at once, or when its turn comes.
    EXPECT_THAT(copy.found("disk"), SizeIs(10));
    const auto fresh = copy.event(incident, "disk fresh");
    EXPECT_EQ(copy.found("disk").front(), fresh.uuid());
    copy.retext(old[0], "disk 0", "queue 0");
    copy.retext(old[24], "disk 24", "queue 24");
    copy.remove(Kind::TimelineEvent, old[1].uuid());
    while (index.buildNext(10)) {
    }
    EXPECT_TRUE(index.isComplete());
    EXPECT_EQ(copy.rows("disk"), 23);
    EXPECT_EQ(copy.rows("queue"), 2);
    EXPECT_THAT(copy.found("disk"), SizeIs(23));
    EXPECT_FALSE(copy.find({"disk", {}, {}, 200, 0, {}}).indexing);
}

TEST_F(SearchIndexTest, IsLeftAloneWhenTheRulesAreTheSame)
{
    copy.event(copy.incident("x"), "disk");
    cache::SearchIndex index(copy.file);
    index.prepare();
    EXPECT_TRUE(index.isComplete());
    EXPECT_THAT(copy.found("disk"), SizeIs(1));
}

// Properties: what LIKE finds is found, and nothing that it does not find.

/// Texts of few letters, so that a query often occurs.
std::string textOf(const std::vector<std::string>& letters)
{
    std::string text;
    for (const auto& letter : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(letters)))
        text += letter;
    return text;
}

const std::vector<std::string> letters = {"障", "害", "対", "応", "ー", "ア", "a",
                                          "b",  "1",  " ",  "、", "-",  "\n"};

RC_GTEST_PROP(SearchProperties, JapaneseIsFoundExactlyWhereItStands, ())
{
    const std::string query = textOf({"障", "害", "対", "ア"});
    RC_PRE(!query.empty());
    const std::string text = textOf(letters);
    Copy copy;
    copy.event(copy.incident("x"), text + ".");
    RC_ASSERT(copy.found(query).empty() == (text.find(query) == std::string::npos));
    RC_ASSERT((copy.rows(query) == 0) == copy.found(query).empty());
}

RC_GTEST_PROP(SearchProperties, WordsAreFoundExactlyWhereTheyBegin, ())
{
    const std::string query = textOf({"a", "b", "1"});
    RC_PRE(!query.empty());
    const std::string text = textOf(letters);
    Copy copy;
    copy.event(copy.incident("x"), text + ".");
    const auto inWord = [](char c) { return c == 'a' || c == 'b' || c == '1'; };
    bool begins = false;
    for (auto at = text.find(query); at != std::string::npos; at = text.find(query, at + 1))
        begins = begins || at == 0 || !inWord(text[at - 1]);
    RC_ASSERT(copy.found(query).empty() != begins);
    RC_ASSERT((copy.rows(query) == 0) == copy.found(query).empty());
}

/// Any part of a text that begins where a term begins finds it, whatever is in it.
RC_GTEST_PROP(SearchProperties, APieceOfATextFindsIt, ())
{
    const std::string text = textOf(letters);
    const auto terms = cache::searchTerms(text).terms;
    RC_PRE(!terms.empty());
    const auto first = *rc::gen::inRange<std::size_t>(0, terms.size());
    const auto last = *rc::gen::inRange<std::size_t>(first, terms.size());
    const std::string piece = text.substr(terms[first].begin, terms[last].firstEnd - terms[first].begin);
    Copy copy;
    const auto event = copy.event(copy.incident("q"), text);
    RC_ASSERT(copy.found("\"" + piece).size() == 1u);
    RC_ASSERT(copy.found("\"" + piece).front() == event.uuid());
}

/// However often records are written, changed and removed: the index says what the records say.
RC_GTEST_PROP(SearchProperties, TheIndexFollowsEveryEdit, ())
{
    Copy copy;
    const auto incident = copy.incident("q");
    std::map<Uuid, std::string> texts;
    for (int step = *rc::gen::inRange(1, 12); step > 0; --step) {
        const int what = texts.empty() ? 0 : *rc::gen::inRange(0, 3);
        const std::string text = textOf(letters) + ".";
        if (what == 0) {
            texts[copy.event(incident, text).uuid()] = text;
            continue;
        }
        const auto chosen =
            std::next(texts.begin(), *rc::gen::inRange<long>(0, static_cast<long>(texts.size())));
        if (what == 1) {
            copy.retext(Id<TimelineEvent>(chosen->first), chosen->second, text);
            chosen->second = text;
        } else {
            copy.remove(Kind::TimelineEvent, chosen->first);
            texts.erase(chosen);
        }
    }
    for (const std::string query : {"障", "害対", "a", "b1", "応ー"}) {
        const auto has = [&](const auto& entry) {
            return !cache::searchMatches(cache::parseSearch(query), cache::searchTerms(entry.second)).empty();
        };
        const auto expected = std::count_if(texts.begin(), texts.end(), has);
        RC_ASSERT(copy.rows(query) == expected);
        RC_ASSERT(static_cast<std::int64_t>(copy.found(query).size()) == expected);
    }
}

/// Whatever is typed, FTS5 takes it.
RC_GTEST_PROP(SearchProperties, NoQueryIsAnError, (const std::string& query))
{
    Copy copy;
    copy.event(copy.incident("q"), "text");
    copy.found(query);
    copy.found("NEAR(" + query + "* AND \"OR ^");
}

} // namespace
