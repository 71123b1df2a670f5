// Stands in for libFuzzer under any compiler: runs a target over its corpus and over a fixed number of
// mutations.
//   fuzz_NAME [--runs N] [--seed S] [--only RUN] [--max-size BYTES] FILE-OR-FOLDER…
// A failing input is written to crash-NAME in the working directory; `fuzz_NAME --runs 0 crash-NAME` repeats
// it.

#include "tests/fuzz/mutation.h"

#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <optional>
#include <unistd.h>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
// Present only in a build with a sanitizer, whose name it is.
extern "C" [[gnu::weak]] void
__sanitizer_set_death_callback(void (*callback)()); // NOLINT(bugprone-reserved-identifier)

namespace {

namespace fs = std::filesystem;
using matoi::fuzz::Bytes;

struct Options
{
    std::uint64_t runs = 20000;
    std::uint64_t seed = 1;
    std::optional<std::uint64_t> only;
    std::size_t maxSize = 65536;
    std::vector<fs::path> corpus;
};

// What a signal handler can still reach when the target dies.
struct Current
{
    const Bytes* input = nullptr;
    std::uint64_t run = 0;
    char file[256] = "crash-input";
    bool saved = false;
};
Current current; // NOLINT: a handler gets no argument

void save()
{
    if (current.saved || current.input == nullptr)
        return;
    current.saved = true;
    const int file = ::open(current.file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (file < 0)
        return;
    const ssize_t written = ::write(file, current.input->data(), current.input->size());
    ::close(file);
    std::fprintf(stderr, "run %llu failed; its input (%zd bytes) is in %s\n",
                 static_cast<unsigned long long>(current.run), written, current.file);
}

void onSignal(int number)
{
    save();
    std::signal(number, SIG_DFL);
    std::raise(number);
}

void catchDeath(const fs::path& program)
{
    std::snprintf(current.file, sizeof current.file, "crash-%s", program.filename().c_str());
    if (__sanitizer_set_death_callback != nullptr) {
        __sanitizer_set_death_callback(save);
    } else {
        for (const int number : {SIGSEGV, SIGBUS, SIGFPE, SIGILL})
            std::signal(number, onSignal);
    }
    std::signal(SIGABRT, onSignal);
}

void runOne(const Bytes& bytes, std::uint64_t number)
{
    // A copy of exactly this size, so that reading one byte past the end is seen.
    const Bytes exact(bytes.begin(), bytes.end());
    current.input = &exact;
    current.run = number;
    LLVMFuzzerTestOneInput(exact.data(), exact.size());
    current.input = nullptr;
}

void addFile(const fs::path& file, std::size_t maxSize, std::vector<Bytes>& corpus)
{
    if (fs::file_size(file) > maxSize)
        return;
    std::ifstream stream(file, std::ios::binary);
    corpus.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
}

std::vector<Bytes> readCorpus(const Options& options)
{
    std::vector<fs::path> files;
    for (const fs::path& path : options.corpus) {
        if (fs::is_directory(path)) {
            for (const auto& entry : fs::recursive_directory_iterator(path)) {
                if (entry.is_regular_file())
                    files.push_back(entry.path());
            }
        } else {
            files.push_back(path);
        }
    }
    // The order of a folder is the file system's; the runs are to be the same everywhere.
    std::sort(files.begin(), files.end());
    std::vector<Bytes> corpus;
    for (const fs::path& file : files)
        addFile(file, options.maxSize, corpus);
    return corpus;
}

std::optional<Options> parse(int count, char** arguments)
{
    Options options;
    for (int i = 1; i < count; ++i) {
        const std::string_view name = arguments[i];
        if (!name.starts_with("--")) {
            options.corpus.emplace_back(name);
            continue;
        }
        if (++i == count)
            return std::nullopt;
        std::uint64_t value = 0;
        const char* end = arguments[i] + std::strlen(arguments[i]);
        if (std::from_chars(arguments[i], end, value).ptr != end)
            return std::nullopt;
        if (name == "--runs")
            options.runs = value;
        else if (name == "--seed")
            options.seed = value;
        else if (name == "--only")
            options.only = value;
        else if (name == "--max-size")
            options.maxSize = value;
        else
            return std::nullopt;
    }
    return options;
}

} // namespace

int main(int count, char** arguments)
{
    const std::optional<Options> options = parse(count, arguments);
    if (!options) {
        std::fprintf(stderr,
                     "usage: %s [--runs N] [--seed S] [--only RUN] [--max-size BYTES] FILE-OR-FOLDER...\n",
                     arguments[0]);
        return 2;
    }
    for (const fs::path& path : options->corpus) {
        if (!fs::exists(path)) {
            std::fprintf(stderr, "%s is missing\n", path.c_str());
            return 2;
        }
    }
    catchDeath(arguments[0]);
    const std::vector<Bytes> corpus = readCorpus(*options);
    matoi::fuzz::Mutator mutator(corpus, options->seed, options->maxSize);
    if (options->only) {
        runOne(mutator.make(*options->only), *options->only);
        return 0;
    }
    runOne({}, 0);
    for (const Bytes& input : corpus)
        runOne(input, 0);
    for (std::uint64_t run = 1; run <= options->runs; ++run)
        runOne(mutator.make(run), run);
    std::printf("%zu corpus files and %llu mutations passed\n", corpus.size(),
                static_cast<unsigned long long>(options->runs));
    return 0;
}
