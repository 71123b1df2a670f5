#include "widgets/incidents/perioddialog.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/theme.h"

#include <QtWidgets/QDateEdit>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace matoi::widgets {

PeriodDialog::PeriodDialog(Theme& theme, QDate from, QDate to, QWidget* parent)
    : QDialog(parent)
    , m_from(new QDateEdit(from, this))
    , m_to(new QDateEdit(to, this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Started between"));
    for (QDateEdit* field : {m_from, m_to})
        field->setCalendarPopup(true);
    m_from->setAccessibleName(tr("From"));
    m_to->setAccessibleName(tr("To"));
    auto* form = new QFormLayout;
    form->addRow(tr("From"), m_from);
    form->addRow(tr("To"), m_to);
    auto* cancel = new CommandButton(theme, tr("Cancel"), Icon::None, this);
    auto* show = new CommandButton(theme, tr("Show these"), Icon::None, this);
    show->setKind(CommandButton::Kind::Filled);
    show->setDefault(true);
    cancel->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(show);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(theme.px(20), theme.px(16), theme.px(20), theme.px(16));
    column->setSpacing(theme.px(16));
    column->addLayout(form);
    column->addLayout(buttons);
    connect(cancel, &QAbstractButton::clicked, this, &QDialog::reject);
    connect(show, &QAbstractButton::clicked, this, &PeriodDialog::take);
}

void PeriodDialog::take()
{
    const auto [from, to] = std::minmax({m_from->date(), m_to->date()});
    Q_EMIT chosen(from, to);
    accept();
}

} // namespace matoi::widgets
