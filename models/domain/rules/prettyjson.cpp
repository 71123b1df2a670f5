#include "models/domain/rules/prettyjson.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace matoi::domain::rules {
namespace {

/// As deep as wire::parseJson() reads.
constexpr std::size_t maxDepth = 32;
constexpr std::size_t indentWidth = 2;

bool isSpace(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// Writes lines while it reads; never looks back, so that a text of any length takes linear time.
class Layout
{
public:
    explicit Layout(std::string_view text)
        : m_text(text)
    {}

    /// False when it is not JSON from some point on; the lines up to there are good.
    bool run()
    {
        skipSpace();
        const bool ok = value({}, {});
        skipSpace();
        flush();
        return ok && (m_at == m_text.size() || m_cut);
    }
    std::vector<JsonLine> take() { return std::move(m_lines); }

private:
    void skipSpace()
    {
        while (m_at < m_text.size() && isSpace(m_text[m_at]))
            ++m_at;
    }
    bool ended()
    {
        skipSpace();
        m_cut = m_cut || m_at == m_text.size();
        return m_cut;
    }
    void flush()
    {
        if (!m_line.text.empty())
            m_lines.push_back(std::exchange(m_line, {}));
    }
    void begin(const std::string& path)
    {
        flush();
        m_line.text.assign(m_depth * indentWidth, ' ');
        m_line.path = path;
    }

    std::string_view string()
    {
        const std::size_t from = m_at++;
        while (m_at < m_text.size() && m_text[m_at] != '"')
            m_at += m_text[m_at] == '\\' ? 2 : 1;
        m_at = std::min(m_at + 1, m_text.size());
        m_cut = m_cut || m_at - from < 2 || m_text[m_at - 1] != '"';
        return m_text.substr(from, m_at - from);
    }
    std::string_view word()
    {
        const std::size_t from = m_at;
        while (m_at < m_text.size() && !isSpace(m_text[m_at]) &&
               std::string_view(",]}:{[\"").find(m_text[m_at]) == std::string_view::npos)
            ++m_at;
        return m_text.substr(from, m_at - from);
    }

    /// `lead`: what stands before it on its line ("\"name\": ").
    bool value(const std::string& path, const std::string& lead)
    {
        if (ended())
            return true;
        const char c = m_text[m_at];
        begin(path);
        m_line.text += lead;
        if (c == '{' || c == '[')
            return container(path, c == '{');
        const std::string_view scalar = c == '"' ? string() : word();
        m_line.text += scalar;
        return !scalar.empty();
    }

    bool container(const std::string& path, bool object)
    {
        const char close = object ? '}' : ']';
        m_line.text += m_text[m_at++];
        if (!ended() && m_text[m_at] == close) {
            m_line.text += m_text[m_at++];
            return true;
        }
        m_line.path.clear();
        if (m_depth >= maxDepth)
            return false;
        ++m_depth;
        for (int index = 0; !ended(); ++index) {
            if (!(object ? member(path) : value(path + '[' + std::to_string(index) + ']', {})))
                return false;
            if (ended())
                break;
            const char next = m_text[m_at++];
            m_line.text += next == ',' ? "," : "";
            if (next == ',')
                continue;
            if (next != close)
                return false;
            --m_depth;
            begin({});
            m_line.text += close;
            return true;
        }
        --m_depth;
        return true; // cut
    }

    bool member(const std::string& path)
    {
        if (m_text[m_at] != '"')
            return false;
        const std::string_view name = string();
        std::string inner = path;
        if (name.size() >= 2)
            inner += (path.empty() ? "" : ".") + std::string(name.substr(1, name.size() - 2));
        if (ended()) {
            begin({});
            m_line.text += name;
            return true;
        }
        if (m_text[m_at++] != ':')
            return false;
        if (ended()) {
            begin({});
            m_line.text += std::string(name) + ":";
            return true;
        }
        return value(inner, std::string(name) + ": ");
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::size_t m_depth = 0;
    bool m_cut = false;
    JsonLine m_line;
    std::vector<JsonLine> m_lines;
};

std::vector<JsonLine> plainLines(std::string_view text)
{
    std::vector<JsonLine> out;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        out.push_back({std::string(line), {}});
        text.remove_prefix(std::min(line.size() + 1, text.size()));
    }
    return out;
}

/// Where Alertmanager's message may hold the value, the likeliest first.
std::vector<std::string> placesOf(const std::string& name)
{
    if (name == "alertname")
        return placesOf("labels.alertname");
    if (name.rfind("labels.", 0) == 0 || name.rfind("annotations.", 0) == 0) {
        const bool label = name[0] == 'l';
        const std::string key = name.substr(name.find('.') + 1);
        return {(label ? "commonLabels." : "commonAnnotations.") + key, "groupLabels." + key,
                (label ? "alerts[0].labels." : "alerts[0].annotations.") + key};
    }
    if (name == "startsAt" || name == "generatorURL")
        return {"alerts[0]." + name};
    return {name};
}

} // namespace

std::vector<JsonLine> prettyJson(std::string_view text)
{
    Layout layout(text);
    return layout.run() ? layout.take() : plainLines(text);
}

std::vector<MarkedLine> markedLines(const std::vector<JsonLine>& lines, const std::vector<std::string>& names)
{
    std::vector<MarkedLine> marked;
    for (const std::string& name : names) {
        for (const std::string& place : placesOf(name)) {
            const auto found = std::find_if(lines.begin(), lines.end(),
                                            [&](const JsonLine& line) { return line.path == place; });
            if (found == lines.end())
                continue;
            marked.push_back({static_cast<std::size_t>(found - lines.begin()), name});
            break;
        }
    }
    return marked;
}

} // namespace matoi::domain::rules
