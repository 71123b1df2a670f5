#pragma once

#include "models/domain/timelineevent.h"

#include <QtWidgets/QComboBox>

namespace matoi::widgets {

class Theme;

/// The kinds of event that a person can write.
class KindBox final : public QComboBox
{
    Q_OBJECT

public:
    explicit KindBox(Theme& theme, QWidget* parent = nullptr);

    domain::EventKind kind() const;
    /// An automatic event's kind stands alone and cannot be changed.
    void setKind(domain::EventKind kind);

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill(domain::EventKind chosen);

    Theme& m_theme;
};

} // namespace matoi::widgets
