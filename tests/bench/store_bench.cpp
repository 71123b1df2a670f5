#include "backend/store/records.h"
#include "models/wire/json.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <mutex>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

/// How many records a second are durably kept when several callers write at once, and how long one waits.
/// Beside it, in the same run: the same bytes appended to a plain file, one fdatasync each, which is what the
/// disk takes.
///   bench_store                     SQLite in a folder of the present directory
///   bench_store postgresql://…      that database
namespace {

using namespace matoi;
using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

domain::TimelineEvent event(domain::Id<domain::Incident> incident)
{
    domain::TimelineEvent value;
    value.incidentId = incident;
    value.text = std::string(300, 'x');
    return value;
}

double print(const std::string& what, std::vector<double>& waits, double seconds)
{
    std::sort(waits.begin(), waits.end());
    const double rate = static_cast<double>(waits.size()) / seconds;
    std::cout << std::setw(16) << what << ": " << std::setw(8) << std::fixed << std::setprecision(0) << rate
              << " writes/s, p50 " << std::setprecision(2) << waits[waits.size() / 2] << " ms, p99 "
              << waits[waits.size() * 99 / 100] << " ms, worst " << waits.back() << " ms";
    return rate;
}

/// Writes a second of one caller who appends and waits for the disk.
double measureFile(const std::string& path, int count)
{
    const std::string bytes = wire::toText(wire::toJson(event(domain::Id<domain::Incident>::generate())));
    const int file = ::open(path.c_str(), O_CREAT | O_WRONLY | O_APPEND | O_CLOEXEC, 0600);
    std::vector<double> waits;
    const auto begin = Clock::now();
    for (int i = 0; i < count; ++i) {
        const auto before = Clock::now();
        if (::write(file, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()) ||
            ::fdatasync(file) != 0) {
            std::cerr << "bench_store: " << path << " cannot be written\n";
            std::exit(1);
        }
        waits.push_back(Milliseconds(Clock::now() - before).count());
    }
    ::close(file);
    const double rate = print("plain file", waits, Milliseconds(Clock::now() - begin).count() / 1000);
    std::cout << '\n';
    return rate;
}

void measure(store::Store& store, int callers, int each, double file)
{
    const auto incident = domain::Id<domain::Incident>::generate();
    std::mutex mutex;
    std::vector<double> waits;
    const auto begin = Clock::now();
    std::vector<std::thread> threads;
    for (int caller = 0; caller < callers; ++caller)
        threads.emplace_back([&] {
            std::vector<double> own;
            for (int i = 0; i < each; ++i) {
                const auto before = Clock::now();
                store::write(store, [&](store::WriteTransaction& tx) {
                    put(tx, domain::Id<domain::TimelineEvent>::generate(), event(incident), "bench");
                });
                own.push_back(Milliseconds(Clock::now() - before).count());
            }
            const std::scoped_lock lock(mutex);
            waits.insert(waits.end(), own.begin(), own.end());
        });
    for (std::thread& thread : threads)
        thread.join();
    const double rate =
        print(std::to_string(callers) + " callers", waits, Milliseconds(Clock::now() - begin).count() / 1000);
    std::cout << ", " << std::setprecision(2) << rate / file << " of the plain file\n";
}

} // namespace

int main(int count, char** arguments)
{
    const std::string folder = "bench-store";
    const bool postgres = count > 1;
    std::filesystem::create_directories(folder);
    const double file = measureFile(folder + "/plain", 2000);
    {
        const auto store = postgres ? store::openPostgresStore(arguments[1]) : store::openSqliteStore(folder);
        for (const int callers : {1, 8, 32})
            measure(*store, callers, 2000 / callers, file);
    }
    std::filesystem::remove_all(folder);
}
