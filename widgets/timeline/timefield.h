#pragma once

#include "widgets/panel/panelcontext.h"

#include <QtWidgets/QLineEdit>

namespace matoi::widgets {

class TextLabel;

/// When something happened, as people type it: "10m ago", "14:05", "昨日 23:10"; empty is now. Red edge when
/// it is not understood, amber when it lies in the future. Say what it understood in a label: hint().
class TimeField final : public QLineEdit
{
    Q_OBJECT

public:
    TimeField(const PanelContext& context, QWidget* parent);

    /// nullopt: not understood.
    std::optional<domain::rules::TimePhrase> phrase() const;
    bool isNow() const { return text().trimmed().isEmpty(); }
    /// The service takes no event from so far ahead.
    bool tooFarAhead() const;
    void setTime(domain::Time at, bool seconds);
    /// The full time and, grey, other ways to write it; or what can be written.
    void showHint(TextLabel& label) const;

protected:
    void changeEvent(QEvent* event) override;

private:
    void judge();
    void retranslate();
    void mark(const char* property, bool on);

    PanelContext m_context;
};

} // namespace matoi::widgets
