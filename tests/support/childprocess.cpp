#include "tests/support/childprocess.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <stdexcept>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace matoi::test {
namespace {

constexpr int patienceMs = 10'000;

struct Pipe
{
    Pipe()
    {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            throw std::runtime_error("no pipe");
        read = ends[0];
        write = ends[1];
    }
    int read = -1;
    int write = -1;
};

bool readable(int descriptor)
{
    ::pollfd watched{descriptor, POLLIN, 0};
    return ::poll(&watched, 1, patienceMs) > 0;
}

std::string drain(int descriptor, std::string text)
{
    std::array<char, 4096> bytes{};
    while (readable(descriptor)) {
        const ssize_t count = ::read(descriptor, bytes.data(), bytes.size());
        if (count <= 0)
            break;
        text.append(bytes.data(), static_cast<std::size_t>(count));
    }
    return text;
}

std::vector<char*> pointers(std::vector<std::string>& texts)
{
    std::vector<char*> out;
    for (std::string& text : texts)
        out.push_back(text.data());
    out.push_back(nullptr);
    return out;
}

} // namespace

ChildProcess::ChildProcess(const std::string& program, const std::vector<std::string>& arguments,
                           const std::vector<std::string>& environment)
{
    const Pipe input;
    const Pipe output;
    const Pipe errors;
    ::posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, input.read, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, output.write, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, errors.write, STDERR_FILENO);
    std::vector<std::string> words{program};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<std::string> variables(environment);
    for (char** entry = environ; *entry != nullptr; ++entry)
        variables.emplace_back(*entry);
    const int failed = ::posix_spawnp(&m_pid, program.c_str(), &actions, nullptr, pointers(words).data(),
                                      pointers(variables).data());
    ::posix_spawn_file_actions_destroy(&actions);
    for (const int end : {input.read, output.write, errors.write})
        ::close(end);
    m_input = input.write;
    m_output = output.read;
    m_errors = errors.read;
    if (failed != 0) {
        m_pid = -1;
        throw std::runtime_error(program + " cannot be started");
    }
}

ChildProcess::~ChildProcess()
{
    closeInput();
    if (m_pid > 0) {
        ::kill(m_pid, SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
    ::close(m_output);
    ::close(m_errors);
}

std::string ChildProcess::readLine()
{
    std::array<char, 4096> bytes{};
    while (m_buffer.find('\n') == std::string::npos && readable(m_output)) {
        const ssize_t count = ::read(m_output, bytes.data(), bytes.size());
        if (count <= 0)
            break;
        m_buffer.append(bytes.data(), static_cast<std::size_t>(count));
    }
    const std::size_t end = std::min(m_buffer.find('\n'), m_buffer.size());
    std::string line = m_buffer.substr(0, end);
    m_buffer.erase(0, end + 1);
    return line;
}

std::string ChildProcess::readAll()
{
    std::string text = drain(m_output, std::move(m_buffer));
    m_buffer.clear();
    return text;
}

std::string ChildProcess::readErrors()
{
    return drain(m_errors, {});
}

void ChildProcess::closeInput()
{
    if (m_input >= 0)
        ::close(m_input);
    m_input = -1;
}

void ChildProcess::signal(int number)
{
    ::kill(m_pid, number);
}

int ChildProcess::wait()
{
    // A descriptor of the process becomes readable when it ends: no polling.
    const int descriptor = static_cast<int>(::syscall(SYS_pidfd_open, m_pid, 0));
    const bool ended = descriptor >= 0 && readable(descriptor);
    if (descriptor >= 0)
        ::close(descriptor);
    if (!ended)
        return -1;
    int status = 0;
    ::waitpid(m_pid, &status, 0);
    m_pid = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace matoi::test
