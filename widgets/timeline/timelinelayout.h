#pragma once

#include "models/itemmodels/timelinemodel.h"
#include "widgets/common/colours.h"
#include "widgets/panel/panelcontext.h"

#include <QtCore/QCache>
#include <QtGui/QFont>
#include <QtGui/QTextLayout>

#include <memory>

namespace matoi::widgets {

/// Where the parts of a timeline's row stand, and so how high it is. An event is a stack: its text, a second
/// line, and whatever else is to be seen under it; each part adds itself in layOut().
class TimelineLayout
{
public:
    using Row = itemmodels::TimelineModel::Row;
    using Entry = itemmodels::TimelineModel::Entry;
    using EntryPtr = itemmodels::TimelineModel::EntryPtr;

    struct Event
    {
        std::shared_ptr<QTextLayout> wrapped; ///< the text, laid out at text.topLeft()
        QRect text;
        QRect below; ///< second line: kept here, details
        QRect author;
        QRect edited;
        QRect unsent;
        QRect pin;   ///< after the text's last word
        QRect files; ///< what is attached: see attachmentPlaces()
        int height = 0;
    };

    explicit TimelineLayout(const PanelContext& context);

    /// Who wrote it, as the row says it: what the service wrote by itself is "auto", not the name of a
    /// process.
    static QString shownAuthor(const domain::TimelineEvent& event);
    /// Fonts or language are different now.
    void refresh();

    /// In a row at this place and of this width; its height is of no interest. What was asked for last is
    /// kept: a row is measured when it comes into view and then painted, and painted again under the pointer.
    Event layOut(const QPoint& topLeft, int width, const EntryPtr& entry) const;
    /// Without measuring a single letter.
    int guessedHeight(const Row& row, int width) const;
    int dayHeight() const;
    int gapHeight() const;
    /// Where texts begin; the editor stands there too.
    int textLeft() const;

    QFont fontOf(const Entry& entry) const;
    QString belowOf(const Entry& entry) const;
    QString editedOf(const Entry& entry) const;

private:
    struct Kept
    {
        EntryPtr entry; ///< so that no other one gets its address
        int width = 0;
        Event event; ///< at the origin
    };
    Event layOutAnew(int width, const Entry& entry) const;
    int stackHeight(int lines, bool second) const;

    PanelContext m_context;
    int m_line = 0;
    int m_metaLine = 0;
    int m_padding = 0;
    int m_lowest = 0;
    int m_textLeft = 0;
    mutable QCache<const Entry*, Kept> m_kept{256};
};

/// What brought the incident to an end: it stands out like a decision.
bool isTurn(const domain::TimelineEvent& event);

} // namespace matoi::widgets
