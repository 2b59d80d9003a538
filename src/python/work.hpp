// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Long work in C++: without the GIL, and with an ear for Ctrl-C.
#pragma once

#include <pybind11/pybind11.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace pangkas::python {

/// @brief Thrown out of work that was asked to stop; nobody sees it.
struct stopped {};

/// @brief Tells work that it may stop. Copies are the same flag.
class stop_flag {
 public:
  void raise() const { *flag_ = true; }
  /// @throws stopped if the flag was raised.
  void check() const {
    if (flag_->load(std::memory_order_relaxed)) throw stopped{};
  }

 private:
  std::shared_ptr<std::atomic<bool>> flag_ = std::make_shared<std::atomic<bool>>(false);
};

/// @brief Whether Python would hand a Ctrl-C to this thread.
[[nodiscard]] inline bool hears_signals() {
  namespace py = pybind11;
  const auto threading = py::module_::import("threading");
  return threading.attr("current_thread")().is(threading.attr("main_thread")());
}

/// @brief Does @p work without the GIL and gives its result.
///
/// Only the main thread hears Ctrl-C, and only between two steps of the interpreter. So it hands
/// long work to another thread and looks for signals twenty times a second. On an interrupt it
/// raises the flag that the work may look at, waits a moment, and leaves work that does not look to
/// end by itself: its result is dropped. The work owns all that it needs, for it may outlive the
/// caller.
///
/// @param size  Positions concerned; where there are few the thread would cost more than the work.
/// @param work  Called with a stop_flag; holds copies, no references.
template <class Work>
auto without_gil(std::size_t size, Work work) {
  namespace py = pybind11;
  using result = decltype(work(std::declval<const stop_flag&>()));
  constexpr std::size_t small = 5000;
  if (size < small || !hears_signals()) {
    const py::gil_scoped_release release;
    return work(stop_flag{});
  }

  struct shared {
    explicit shared(Work w) : work(std::move(w)) {}
    std::optional<Work> work;
    std::optional<result> found;
    std::exception_ptr failed;
    std::mutex lock;
    std::condition_variable changed;
    bool is_done = false;
  };
  const stop_flag stop;
  const auto state = std::make_shared<shared>(std::move(work));
  std::thread([state, stop] {
    try {
      state->found.emplace((*state->work)(stop));
    } catch (...) {
      state->failed = std::current_exception();
    }
    state->work.reset();
    const std::lock_guard held(state->lock);
    state->is_done = true;
    state->changed.notify_all();
  }).detach();

  const auto wait = [&](std::chrono::milliseconds most) {
    const py::gil_scoped_release release;
    std::unique_lock held(state->lock);
    return state->changed.wait_for(held, most, [&] { return state->is_done; });
  };
  while (!wait(std::chrono::milliseconds(50)))
    if (PyErr_CheckSignals() != 0) {
      stop.raise();
      wait(std::chrono::milliseconds(200));
      throw py::error_already_set();
    }
  if (state->failed) std::rethrow_exception(state->failed);
  return std::move(*state->found);
}

}  // namespace pangkas::python
