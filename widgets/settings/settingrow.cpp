#include "widgets/settings/settingrow.h"

#include "widgets/common/commandbutton.h"
#include "widgets/common/joinedtext.h"
#include "widgets/common/textlabel.h"

#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>

namespace matoi::widgets {

using settings::Source;

SettingRow::SettingRow(Theme& theme, QWidget* control, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_control(control)
    , m_label(new TextLabel(theme, TextStyle::Body, Role::TextPrimary, {}, this))
    , m_remark(new TextLabel(theme, TextStyle::Meta, Role::TextSecondary, {}, this))
    , m_origin(new ElidedLabel(theme, TextStyle::Meta, Role::TextTertiary, {}, this))
    , m_problem(new TextLabel(theme, TextStyle::Meta, Role::StateFail, {}, this))
    , m_reset(new CommandButton(theme, {}, Icon::RotateCcw, this))
{
    m_origin->setElideMode(Qt::ElideMiddle);
    m_remark->setWordWrap(true);
    m_remark->hide();
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_reset->setKind(CommandButton::Kind::Quiet);
    m_reset->setSmall(true);
    m_reset->setAutoDefault(false);
    m_reset->hide();
    auto* grid = new QGridLayout(this);
    grid->setVerticalSpacing(theme.px(4));
    grid->setHorizontalSpacing(theme.px(16));
    auto* line = new QHBoxLayout;
    const bool isText = qobject_cast<QLabel*>(control) != nullptr;
    line->addWidget(m_control, isText ? 1 : 0);
    if (!isText)
        line->addStretch();
    line->addWidget(m_reset);
    grid->addWidget(m_label, 0, 0, isText ? Qt::AlignTop : Qt::AlignVCenter);
    grid->addLayout(line, 0, 1);
    grid->addWidget(m_remark, 1, 1);
    grid->addWidget(m_origin, 2, 1);
    grid->addWidget(m_problem, 3, 1);
    grid->setColumnStretch(1, 1);
    connect(m_reset, &QPushButton::clicked, this, &SettingRow::resetRequested);
    connect(&theme, &Theme::changed, this, &SettingRow::dress);
    dress();
}

void SettingRow::dress()
{
    auto* grid = static_cast<QGridLayout*>(layout());
    grid->setContentsMargins(m_theme.px(16), m_theme.px(6), m_theme.px(16), m_theme.px(6));
    grid->setColumnMinimumWidth(0, m_theme.px(170));
}

void SettingRow::setLabel(const QString& label)
{
    m_label->setText(label);
    m_control->setAccessibleName(label);
    m_reset->setText(tr("Use the default"));
    m_reset->setAccessibleName(tr("Use the default for %1").arg(label));
}

void SettingRow::setOrigin(const settings::Origin& origin)
{
    switch (origin.source) {
    case Source::Default: setNote(tr("Default")); break;
    case Source::File: setNote(tr("Set in %1").arg(origin.name)); break;
    case Source::Environment:
        setNote(tr("Given by the environment variable %1: it cannot be changed here.").arg(origin.name));
        break;
    case Source::CommandLine:
        setNote(tr("Given by %1 on the command line: it cannot be changed here.").arg(origin.name));
        break;
    }
    m_control->setEnabled(origin.source <= Source::File);
    m_reset->setVisible(origin.source == Source::File);
}

void SettingRow::setNote(const QString& note)
{
    m_origin->setText(note);
    describe();
}

void SettingRow::setRemark(const QString& remark, bool warns)
{
    m_remark->setText(remark);
    m_remark->setRole(warns ? Role::StateWait : Role::TextSecondary);
    m_remark->setVisible(!remark.isEmpty());
    describe();
}

/// A screen reader says at the control what stands under it.
void SettingRow::describe()
{
    QStringList lines{m_remark->text(), m_origin->text()};
    lines.removeAll(QString());
    m_control->setAccessibleDescription(inSentences(lines));
}

void SettingRow::setProblem(const QString& problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

QString SettingRow::originText() const
{
    return m_origin->text();
}

bool SettingRow::matches(const QString& words) const
{
    return words.isEmpty() || m_label->text().contains(words, Qt::CaseInsensitive) ||
           m_origin->text().contains(words, Qt::CaseInsensitive) ||
           m_remark->text().contains(words, Qt::CaseInsensitive) ||
           property("words").toString().contains(words, Qt::CaseInsensitive);
}

} // namespace matoi::widgets
