#include "models/cache/searchquery.h"
#include "models/cache/searchreader.h"
#include "models/sqlite/connection.h"
#include "models/sqlite/query.h"
#include "tests/bench/filledcache.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

/// How long the first 200 hits take in a console's local copy with many events in Japanese and English, and
/// beside it LIKE on the same file. The file is made by the console's own code: records as the feed brings
/// them, with their index in the same transaction.
///   bench_search [events, 1000000] [folder, kept when it is given]
namespace {

using namespace matoi;
using Clock = std::chrono::steady_clock;

constexpr int repetitions = 25;
constexpr int hits = 200;

double since(Clock::time_point begin)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

struct Times
{
    double first = 0;
    double median = 0;
    double worst = 0;
    std::size_t found = 0;
};

template <class Work> Times measured(Work work, int rounds)
{
    Times times;
    std::vector<double> all;
    for (int i = 0; i < rounds; ++i) {
        const auto begin = Clock::now();
        times.found = work();
        all.push_back(since(begin));
    }
    times.first = all.front();
    std::sort(all.begin(), all.end());
    times.median = all[all.size() / 2];
    times.worst = all.back();
    return times;
}

Times byIndex(sqlite::Connection& connection, const std::string& text, int perIncident)
{
    return measured(
        [&] {
            domain::SearchRequest request;
            request.text = text;
            request.limit = hits;
            request.perIncident = perIncident;
            return cache::SearchReader(connection).find(request, [] { return false; }).hits.size();
        },
        repetitions);
}

/// What one would write without an index; one word, for it has no others.
Times byLike(sqlite::Connection& connection, const std::string& text)
{
    return measured(
        [&] {
            sqlite::Query query = connection.query("SELECT id, value FROM records WHERE deleted = 0 AND "
                                                   "value LIKE ?1 ORDER BY seq DESC LIMIT ?2",
                                                   "%" + text + "%", hits);
            std::size_t found = 0;
            while (query.step())
                ++found;
            return found;
        },
        3);
}

void compare(sqlite::Connection& connection, const char* what, const std::string& text)
{
    const Times index = byIndex(connection, text, 0);
    const Times page = byIndex(connection, text, 3);
    const Times like = byLike(connection, text);
    std::printf(
        "%-34s %5zu hits   median %8.2f  first %8.2f  worst %8.2f   3 an incident %8.2f   LIKE %9.2f ms\n",
        what, index.found, index.median, index.first, index.worst, page.median, like.median);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char** argv)
{
    const int events = argc > 1 ? std::atoi(argv[1]) : 1'000'000;
    const std::filesystem::path folder = argc > 2 ? argv[2] : "bench-search";
    std::filesystem::create_directories(folder);
    const std::string file = (folder / "console.sqlite").string();
    if (!std::filesystem::exists(file))
        bench::fillCache(file, events / 50, 50);
    {
        sqlite::Connection connection(file, sqlite::Access::ReadOnly);
        const auto index = connection.integer("SELECT sum(length(block)) FROM search_data").value_or(0);
        std::printf("file %.0f MB, of it index %.0f MB\n",
                    static_cast<double>(std::filesystem::file_size(file)) / 1e6,
                    static_cast<double>(index) / 1e6);
        compare(connection, "障害 (two characters, common)", "障害");
        compare(connection, "現象 (two characters, 1 in 100,000)", "現象");
        compare(connection, "害 (one character)", "害");
        compare(connection, "フェイルオーバー (eight characters)", "フェイルオーバー");
        compare(connection, "checkout (a common word)", "checkout");
        compare(connection, "heisenbug (1 in 100,000)", "heisenbug");
        compare(connection, "c (one letter)", "c");
        compare(connection, "err (three letters)", "err");
        compare(connection, "\"error rate of web-prod\"", "\"error rate of web-prod\"");
        compare(connection, "決済 503 (two words)", "決済 503");
        compare(connection, "12345 (a number, rare)", "12345");
        compare(connection, "nowhere (not there)", "nowhere");
    }
    if (argc <= 2)
        std::filesystem::remove_all(folder);
    return 0;
}
