#pragma once

#include "models/settings/settings.h"

#include <QtWidgets/QWidget>

namespace matoi::widgets {

class CommandButton;
class ElidedLabel;
class TextLabel;
class Theme;

/// One setting: its name, what it is set by, and under it where its value comes from.
class SettingRow final : public QWidget
{
    Q_OBJECT

public:
    /// Takes `control`. It is out of use while a stronger source than the file decides.
    SettingRow(Theme& theme, QWidget* control, QWidget* parent = nullptr);

    void setLabel(const QString& label);
    void setOrigin(const settings::Origin& origin);
    /// A sentence in place of the origin, for what is no setting of the file.
    void setNote(const QString& note);
    /// What has to be known about it, whatever its value; stands over the origin. `warns`: it does not do
    /// what it is set to.
    void setRemark(const QString& remark, bool warns = false);
    /// What went wrong with the last change; empty: nothing.
    void setProblem(const QString& problem);
    bool matches(const QString& words) const;
    QString originText() const;
    CommandButton& resetButton() { return *m_reset; }

Q_SIGNALS:
    void resetRequested();

private:
    void dress();
    void describe();

    Theme& m_theme;
    QWidget* m_control;
    TextLabel* m_label;
    TextLabel* m_remark;
    ElidedLabel* m_origin;
    TextLabel* m_problem;
    CommandButton* m_reset;
};

} // namespace matoi::widgets
