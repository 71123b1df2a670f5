#pragma once

#include <QtCore/QObject>

#include <functional>

namespace matoi::app {

/// The end of a session, `kill` and Ctrl+C end the program as Quit does: windows keep their places, and the
/// service stops in order. One object a program: signals are the process's.
class EndSignals final : public QObject
{
    Q_OBJECT

public:
    explicit EndSignals(std::function<void()> end, QObject* parent = nullptr);
    ~EndSignals() override;

private:
    int m_ends[2] = {-1, -1};
};

} // namespace matoi::app
