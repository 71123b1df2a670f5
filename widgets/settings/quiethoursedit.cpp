#include "widgets/settings/quiethoursedit.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QTimeEdit>

namespace matoi::widgets {

using settings::QuietHours;

namespace {

constexpr QuietHours night{22 * 60, 7 * 60};

QTime clockOf(int minutes)
{
    return {minutes / 60, minutes % 60};
}

int minutesOf(const QTimeEdit& field)
{
    return field.time().hour() * 60 + field.time().minute();
}

} // namespace

QuietHoursEdit::QuietHoursEdit(QWidget* parent)
    : QWidget(parent)
    , m_on(new QCheckBox(this))
    , m_from(new QTimeEdit(clockOf(night.from), this))
    , m_between(new QLabel(this))
    , m_to(new QTimeEdit(clockOf(night.to), this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_on);
    for (QTimeEdit* field : {m_from, m_to}) {
        field->setDisplayFormat(QStringLiteral("HH:mm"));
        field->setEnabled(false);
        row->addWidget(field);
        if (field == m_from)
            row->addWidget(m_between);
        connect(field, &QTimeEdit::timeChanged, this, &QuietHoursEdit::tell);
    }
    setFocusProxy(m_on);
    connect(m_on, &QCheckBox::toggled, this, [this](bool on) {
        m_from->setEnabled(on);
        m_to->setEnabled(on);
        tell();
    });
}

QuietHours QuietHoursEdit::hours() const
{
    return m_on->isChecked() ? QuietHours{minutesOf(*m_from), minutesOf(*m_to)} : QuietHours{};
}

void QuietHoursEdit::setHours(const QuietHours& hours)
{
    if (hours == this->hours())
        return;
    m_setting = true;
    m_on->setChecked(hours.isSet());
    // Without any, the fields keep what they last had: it is offered again.
    if (hours.isSet()) {
        m_from->setTime(clockOf(hours.from));
        m_to->setTime(clockOf(hours.to));
    }
    m_setting = false;
}

void QuietHoursEdit::setTexts(const QString& on, const QString& between, const QString& from,
                              const QString& to)
{
    m_between->setText(between);
    m_on->setText(on);
    m_from->setAccessibleName(from);
    m_to->setAccessibleName(to);
}

void QuietHoursEdit::tell()
{
    if (!m_setting)
        Q_EMIT changed(hours());
}

} // namespace matoi::widgets
