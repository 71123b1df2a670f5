#pragma once

#include <csignal>
#include <sys/resource.h>

namespace matoi::test {

/// While it is there, no file of this process takes another byte: what a full disk does to those who write.
class FullDisk
{
public:
    FullDisk()
    {
        std::signal(SIGXFSZ, SIG_IGN); // an error of write(), and not the end of the test
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit nothing = m_before;
        nothing.rlim_cur = 0;
        setrlimit(RLIMIT_FSIZE, &nothing);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit m_before{};
};

} // namespace matoi::test
