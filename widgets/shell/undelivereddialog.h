#pragma once

#include "models/domain/ports/undelivered.h"
#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QDialog>

QT_BEGIN_NAMESPACE
class QHBoxLayout;
class QVBoxLayout;
QT_END_NAMESPACE

namespace matoi::widgets {

class CommandButton;
class TextLabel;

/// What people asked for and the service did not do: each with the reason, its text to copy, whom to call by
/// hand, and what can be done about it. Nothing leaves this list by itself but what is tried again.
class UndeliveredDialog final : public QDialog
{
    Q_OBJECT

public:
    UndeliveredDialog(const PanelContext& context, QWidget* parent = nullptr);

private:
    struct Line
    {
        domain::Undelivered one;
        QWidget* row;
        CommandButton* again; ///< nullptr: it would be refused again
    };
    void refresh();
    Line makeLine(const domain::Undelivered& one);
    CommandButton* addButtons(const domain::Undelivered& one, QWidget* row, QHBoxLayout& line);
    void allow(CommandButton& again, const domain::Undelivered& one) const;
    void dismiss(const domain::Undelivered& one);
    void tryAgain(std::int64_t id);

    PanelContext m_context;
    domain::UndeliveredItems* m_items;
    std::vector<Line> m_lines;
    QWidget* m_page;
    QVBoxLayout* m_rows;
    TextLabel* m_about;
    CommandButton* m_close;
    std::vector<domain::Subscription> m_subscriptions;
};

} // namespace matoi::widgets
