#pragma once

#include "widgets/common/accessible.h"
#include "widgets/panel/panelcontext.h"

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QVBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class ElidedLabel;
class TabularLabel;
class TextLabel;

/// A row of the cockpit: something short at the left, a title with lines under it, and at the right a clock
/// or buttons. Amber with an edge while a person or a clock waits.
class NoteRow final : public PaintedWidget
{
    Q_OBJECT

public:
    NoteRow(const PanelContext& context, QWidget* parent);

    /// "14:22", "by 14:40".
    void setLead(const QString& text);
    void setIcon(Icon icon, Role role);
    /// Initials instead of lead and icon.
    void setPerson(const QString& name);
    void setTitle(const QString& title);
    /// Each wraps; empty ones are not shown. `strong` is the line in full weight, -1: none. `marks` stand
    /// before them in a column of their own.
    void setLines(const QStringList& lines, int strong = -1, const QStringList& marks = {});
    /// Grey, at the right of the title; amber when it is a warning.
    void setAside(const QString& text, bool warning);
    void setMeta(const QString& left, const QString& right);
    /// The line of setMeta() in amber: too old, or not there.
    void setMetaWaiting(bool waiting);
    void setClock(const QString& text);
    /// The share of the time box that has gone; below 0: no bar.
    void setBar(double share);
    void setWaiting(bool waiting);
    /// The buttons under the text. Made once; setShown() of each is the caller's.
    CommandButton* addAction(const QString& text);

    QAccessible::Role accessibleRole() const override { return QAccessible::ListItem; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void speak();

    PanelContext m_context;
    TextLabel* m_lead;
    TextLabel* m_icon;
    QWidget* m_avatar;
    TextLabel* m_title;
    QVBoxLayout* m_text;
    struct Line
    {
        QWidget* box;
        TextLabel* mark;
        TextLabel* text;
    };
    Line makeLine();

    std::vector<Line> m_lines;
    TextLabel* m_aside;
    TextLabel* m_metaLeft;
    TextLabel* m_metaRight;
    TabularLabel* m_clock;
    QHBoxLayout* m_actions;
    double m_bar = -1;
    bool m_waiting = false;
};

} // namespace matoi::widgets
