#pragma once

#include <stdexcept>
#include <string>

namespace matoi::sqlite {

/// Everything that can go wrong with a database file. what() begins with the file and ends with the reason.
class Error : public std::runtime_error
{
public:
    Error(const std::string& file, const std::string& reason, int code = 0)
        : std::runtime_error(file + ": " + reason)
        , m_file(file)
        , m_code(code)
    {}

    const std::string& file() const { return m_file; }
    /// what() without the file.
    std::string reason() const { return std::string(what()).substr(m_file.size() + 2); }
    /// SQLite's primary result code (SQLITE_FULL, SQLITE_CORRUPT …); 0 when the reason is not SQLite's.
    int code() const { return m_code; }
    /// The fault is the file's (a full disk, another process), not the statement's: the same may work later.
    bool mayWorkLater() const;

private:
    std::string m_file;
    int m_code;
};

} // namespace matoi::sqlite
