#pragma once

#include "models/domain/error.h"
#include "models/domain/ports/changes.h"
#include "models/domain/records.h"
#include "models/domain/rules/incidentfilter.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace matoi::domain {

/// Where to go on. Comes with a page and is handed back as it is.
struct SearchCursor
{
    std::int64_t before = 0;
    std::map<Uuid, int> shown; ///< hits of each incident so far
};

struct SearchRequest
{
    /// Words that all have to be in one text; "quoted" words in that order. Two characters of Japanese
    /// suffice.
    std::string text;
    rules::IncidentFilter filter;         ///< of the incidents that the hits are in
    std::optional<Id<Incident>> incident; ///< hits of this one only
    int limit = 200;
    /// At most so many hits of one incident, so that a talkative one does not hide the others; 0: all.
    int perIncident = 0;
    std::optional<SearchCursor> after;
};

/// A piece of a text, marked when it is what was looked for.
struct SnippetPiece
{
    std::string text;
    bool hit = false;

    bool operator==(const SnippetPiece&) const = default;
};

/// One text of one record that holds all words.
struct SearchHit
{
    Kind kind = Kind::TimelineEvent; ///< Incident: its title, number, service or a tag
    Uuid record;
    Id<Incident> incident;
    Time at{}; ///< of an event: when it happened; otherwise when it was written first
    std::vector<SnippetPiece> snippet;

    bool operator==(const SearchHit&) const = default;
};

struct SearchPage
{
    std::vector<SearchHit> hits; ///< last written first
    /// Where to go on; nullopt: that was all.
    std::optional<SearchCursor> next;
    /// By incident: hits that `perIncident` left out so far.
    std::map<Uuid, int> left;
    /// The index does not hold everything yet: older records may be missing.
    bool indexing = false;
};

/// Looks through titles, summaries, timelines (with what was decided and reported), open decisions,
/// briefings, answers, action items, checklists, updates and related items in the local copy, with unsent
/// edits in it. Never waits: the answer comes in a later turn of the GUI thread's event loop, unless the
/// subscription is let go before.
class Search
{
public:
    virtual ~Search() = default;

    [[nodiscard]] virtual Subscription find(SearchRequest request,
                                            std::function<void(Result<SearchPage>)> done) = 0;
};

} // namespace matoi::domain
