#include "widgets/timeline/timelinelayout.h"

#include "widgets/attachments/attachmentpainter.h"
#include "widgets/common/durationtext.h"
#include "widgets/common/theme.h"
#include "widgets/timeline/timelinewords.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QFontMetrics>

#include <cmath>

namespace matoi::widgets {

using namespace domain;
using itemmodels::TimelineModel;
using RowKind = TimelineModel::RowKind;

namespace {

constexpr int edge = 16;
constexpr int textEdge = 120;
constexpr int padding = 6;
constexpr int authorWidth = 120;
constexpr int lowest = 32;
constexpr int mostLines = 12;

/// A long address is broken where it must be: nothing runs under the author.
QTextOption wrapping()
{
    QTextOption option(Qt::AlignLeft);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    return option;
}

} // namespace

bool isTurn(const TimelineEvent& event)
{
    if (event.type != eventtype::statusChanged)
        return false;
    const auto to = event.values.find("to");
    return to != event.values.end() && (to->second == "mitigated" || to->second == "resolved");
}

QString TimelineLayout::shownAuthor(const TimelineEvent& event)
{
    const bool nobody = event.author.empty() || event.author == "matoid" || event.author == "alertmanager";
    return nobody && event.eventKind == EventKind::Automatic
               ? QCoreApplication::translate("matoi::widgets::EventLine", "auto")
               : QString::fromStdString(event.author);
}

TimelineLayout::TimelineLayout(const PanelContext& context)
    : m_context(context)
{
    refresh();
}

void TimelineLayout::refresh()
{
    const Theme& theme = m_context.theme;
    m_line = theme.lineHeight(TextStyle::Body);
    m_metaLine = theme.lineHeight(TextStyle::Meta);
    m_padding = theme.px(padding);
    m_lowest = theme.px(lowest);
    m_textLeft = theme.px(textEdge);
    m_kept.clear();
}

int TimelineLayout::textLeft() const
{
    return m_textLeft;
}

int TimelineLayout::dayHeight() const
{
    return m_context.theme.px(30);
}

int TimelineLayout::gapHeight() const
{
    return m_context.theme.px(34);
}

QFont TimelineLayout::fontOf(const Entry& entry) const
{
    const TimelineEvent& event = entry.record.value;
    const bool strong = event.eventKind == EventKind::Decision || isTurn(event);
    QFont font = m_context.theme.font(strong ? TextStyle::Strong : TextStyle::Body);
    font.setStrikeOut(entry.gone);
    return font;
}

QString TimelineLayout::belowOf(const Entry& entry) const
{
    const auto& record = entry.record;
    if (entry.gone)
        return QCoreApplication::translate("Timeline",
                                           "Taken away meanwhile by somebody else. Saving brings it back.");
    if (record.meta.unsent > 0)
        return QCoreApplication::translate("Timeline", "Saved on this computer at %1. It goes out with its "
                                                       "own time when the connection is back.")
            .arg(timeWithSecondsText(record.meta.updatedAt, m_context.zone));
    const std::string& details = record.value.details;
    return details.empty() ? QString() : QString::fromStdString(details.substr(0, details.find('\n')));
}

QString TimelineLayout::editedOf(const Entry& entry) const
{
    if (!entry.record.value.editedAt)
        return {};
    return QCoreApplication::translate("Timeline", "edited %1")
        .arg(timeText(*entry.record.value.editedAt, m_context.zone));
}

int TimelineLayout::stackHeight(int lines, bool second) const
{
    return std::max(m_lowest, lines * m_line + (second ? m_metaLine : 0) + 2 * m_padding);
}

TimelineLayout::Event TimelineLayout::layOut(const QPoint& topLeft, int width, const EntryPtr& entry) const
{
    Kept* kept = m_kept.object(entry.get());
    if (kept == nullptr || kept->width != width) {
        kept = new Kept{entry, width, layOutAnew(width, *entry)};
        m_kept.insert(entry.get(), kept);
    }
    Event out = kept->event;
    for (QRect* part : {&out.text, &out.below, &out.author, &out.edited, &out.unsent, &out.pin, &out.files})
        if (!part->isNull())
            part->translate(topLeft);
    return out;
}

TimelineLayout::Event TimelineLayout::layOutAnew(int width, const Entry& entry) const
{
    const Theme& theme = m_context.theme;
    const QFontMetrics meta(theme.font(TextStyle::Meta));
    const int line = m_line;
    const int top = m_padding;
    int right = width - theme.px(edge);
    const auto take = [&](int wide) {
        const QRect taken(right - wide, top, wide, line);
        right -= wide + theme.px(14);
        return taken;
    };
    Event out;
    const QString author = shownAuthor(entry.record.value);
    out.author = take(std::min(meta.horizontalAdvance(author) + 1, theme.px(authorWidth)));
    if (const QString edited = editedOf(entry); !edited.isEmpty())
        out.edited = take(meta.horizontalAdvance(edited) + 1);
    if (entry.record.meta.unsent > 0)
        out.unsent = take(meta.horizontalAdvance(QCoreApplication::translate("Timeline", "Not sent yet")) +
                          theme.iconSize(14) + theme.px(6));
    const int left = textLeft();
    const int pin = theme.iconSize(14) + theme.px(8);
    const int room = std::max(theme.px(80), right - left - pin);

    out.wrapped = std::make_shared<QTextLayout>(timelineSentence(entry), fontOf(entry));
    out.wrapped->setTextOption(wrapping());
    out.wrapped->setCacheEnabled(true); // its letters stay chosen for when it is drawn
    out.wrapped->beginLayout();
    int lines = 0;
    qreal last = 0;
    for (; lines < mostLines; ++lines) {
        QTextLine one = out.wrapped->createLine();
        if (!one.isValid())
            break;
        one.setLineWidth(room);
        one.setPosition(QPointF(0, lines * line + (line - one.height()) / 2.0));
        last = one.naturalTextWidth();
    }
    out.wrapped->endLayout();
    lines = std::max(1, lines);

    out.text = QRect(left, top, room, lines * line);
    out.pin = QRect(left + static_cast<int>(std::ceil(last)) + theme.px(6), out.text.bottom() + 1 - line,
                    theme.iconSize(14) + theme.px(4), line);
    const bool second = !belowOf(entry).isEmpty();
    out.height = stackHeight(lines, second);
    if (second)
        out.below = QRect(left, out.text.bottom() + 1, width - theme.px(edge) - left, m_metaLine);
    if (const auto& files = entry.record.value.attachments; !files.empty()) {
        const int wide = width - theme.px(edge) - left;
        out.files = QRect(left, (second ? out.below : out.text).bottom() + 1, wide,
                          attachmentsHeight(theme, files, wide));
        out.height += out.files.height();
    }
    return out;
}

int TimelineLayout::guessedHeight(const Row& row, int width) const
{
    switch (row.kind) {
    case RowKind::Day: return dayHeight();
    case RowKind::Gap: return gapHeight();
    case RowKind::Event: break;
    }
    const Theme& theme = m_context.theme;
    const Entry& entry = *row.entry;
    // Latin letters are half as wide as high, Japanese ones as wide as high.
    const bool wide = !entry.text.isEmpty() && entry.text.front().unicode() > 0x2e80;
    const int letter = theme.px(wide ? 13 : 7);
    const int room = std::max(theme.px(80), width - textLeft() - theme.px(2 * edge + authorWidth));
    const int lines = 1 + static_cast<int>(entry.text.size()) * letter / std::max(1, room);
    const bool second = entry.gone || entry.record.meta.unsent > 0 || !entry.record.value.details.empty();
    return stackHeight(std::min(lines, mostLines), second) +
           attachmentsHeight(theme, entry.record.value.attachments, width - textLeft() - theme.px(edge));
}

} // namespace matoi::widgets
