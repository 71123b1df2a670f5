#include "widgets/cockpit/decisionwords.h"

#include <QtCore/QRegularExpression>

#include <algorithm>
#include <vector>

namespace matoi::widgets {

namespace {

enum class Part
{
    What,
    Because,
    Instead
};

struct Mark
{
    Part part;
    qsizetype begin; ///< of the word
    qsizetype end;   ///< behind it
};

/// The first place of each; a word that comes again is part of what is said.
std::vector<Mark> marksIn(const QString& line)
{
    static const QRegularExpression because(QStringLiteral("(?<![\\p{L}\\p{N}])because\\s+|理由[：:は]\\s*"),
                                            QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression instead(
        QStringLiteral("(?<![\\p{L}\\p{N}])instead of\\s+|(?:代案|採らなかった案)[：:は]\\s*"),
        QRegularExpression::CaseInsensitiveOption);
    std::vector<Mark> marks{{Part::What, 0, 0}};
    for (const auto& [part, words] : {std::pair(Part::Because, &because), std::pair(Part::Instead, &instead)})
        if (const auto found = words->match(line); found.hasMatch())
            marks.push_back({part, found.capturedStart(), found.capturedEnd()});
    std::sort(marks.begin() + 1, marks.end(), [](const Mark& a, const Mark& b) { return a.begin < b.begin; });
    return marks;
}

/// Without what joins it to the next part.
std::string tidied(QStringView text)
{
    text = text.trimmed();
    while (!text.isEmpty() && QStringView(u",;、，；").contains(text.back()))
        text = text.chopped(1).trimmed();
    return text.toString().toStdString();
}

} // namespace

commands::DecisionText decisionIn(const QString& line)
{
    const auto marks = marksIn(line);
    commands::DecisionText decision;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const qsizetype end = i + 1 < marks.size() ? marks[i + 1].begin : line.size();
        const std::string text = tidied(QStringView(line).mid(marks[i].end, end - marks[i].end));
        switch (marks[i].part) {
        case Part::What: decision.what = text; break;
        case Part::Because: decision.because = text; break;
        case Part::Instead: decision.insteadOf = text; break;
        }
    }
    return decision;
}

} // namespace matoi::widgets
