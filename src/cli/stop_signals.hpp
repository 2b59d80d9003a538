// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Lets Ctrl-C end writing without leaving half of it behind.
#pragma once

#include <pangkas/error.hpp>
#include <pangkas/io/output.hpp>

#include <array>
#include <csignal>
#include <string_view>
#include <utility>

namespace pangkas::cli {

/// @brief While it lives, SIGINT, SIGTERM and SIGHUP are remembered instead of ending the process.
/// Before writing there is nothing to clean up, so there the signals may do what they always do. One
/// that was ignored before, as nohup has it, stays ignored.
class stop_signals {
 public:
  stop_signals() {
    stopped() = 0;
    for (auto& [signal, before] : held_) {
      before = std::signal(signal, [](int) { stopped() = 1; });
      if (before == SIG_IGN) std::signal(signal, SIG_IGN);
    }
  }
  stop_signals(const stop_signals&) = delete;
  stop_signals& operator=(const stop_signals&) = delete;
  ~stop_signals() {
    for (const auto& [signal, before] : held_) std::signal(signal, before);
  }

  /// @brief A sink that passes text on, and throws once a signal came.
  [[nodiscard]] text_sink watch(text_sink sink) const {
    return [sink = std::move(sink)](std::string_view text) {
      if (stopped() != 0) throw error("stopped by a signal; nothing was written");
      sink(text);
    };
  }

 private:
  using handler = void (*)(int);
  static volatile std::sig_atomic_t& stopped() {
    static volatile std::sig_atomic_t flag = 0;
    return flag;
  }
  std::array<std::pair<int, handler>, 3> held_{
      {{SIGINT, nullptr}, {SIGTERM, nullptr}, {SIGHUP, nullptr}}};
};

}  // namespace pangkas::cli
