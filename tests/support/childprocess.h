#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace matoi::test {

/// A program that a test runs, with pipes to its standard input and output. Ended, if need be by SIGKILL,
/// with the object.
class ChildProcess
{
public:
    /// Throws std::runtime_error when it cannot be started. `program` is looked for in PATH.
    ChildProcess(const std::string& program, const std::vector<std::string>& arguments,
                 const std::vector<std::string>& environment = {});
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    pid_t pid() const { return m_pid; }
    /// The next line of its output, without the line break; empty at the end, or after ten seconds.
    std::string readLine();
    std::string readAll();    ///< until it ends its output
    std::string readErrors(); ///< the whole of its standard error, until it ends
    void closeInput();
    void signal(int number);
    /// Its exit code; -1 when a signal ended it, or when it does not end within ten seconds.
    int wait();

private:
    pid_t m_pid = -1;
    int m_input = -1;
    int m_output = -1;
    int m_errors = -1;
    std::string m_buffer;
};

} // namespace matoi::test
