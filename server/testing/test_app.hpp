#pragma once

#include <memory>

#include "app.hpp"
#include "testing/test_base.hpp"

namespace elan::testing {

// A whole program over a fresh base that disappears with this object, with a clock and a chance of its own.
class TestApp {
 public:
    explicit TestApp(Kind kind);
    ~TestApp();
    TestApp(const TestApp&) = delete;
    TestApp& operator=(const TestApp&) = delete;

    App* operator->() { return app_.get(); }
    App& operator*() { return *app_; }
    TestClock& clock() { return clock_; }
    const TestClock& clock() const { return clock_; }
    const Place& place() const { return place_; }
    void restart();  // as after a stop or a crash: only what is stored is known

    // An owner with full rights, made on first use.
    Session owner();

 private:
    Kind kind_;
    Place place_;
    TestClock clock_;
    SeededRandomness randomness_{7};
    std::unique_ptr<App> app_;
    std::string owner_;
};

}  // namespace elan::testing
