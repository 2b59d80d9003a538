// SPDX-License-Identifier: BSL-1.0
#include "run_stats.hpp"

#include "number_text.hpp"
#include "streams.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

namespace pangkas::cli {

void run_stats::begin(std::string_view name) {
  end();
  stages_.push_back({std::string(name), 0, 0});
  since_ = clock::now();
}

void run_stats::end() {
  if (!stages_.empty())
    stages_.back().seconds = std::chrono::duration<double>(clock::now() - since_).count();
}

void run_stats::has_read(const organisation& org) {
  stages_.back().rows = org.size();
  positions_ = org.size();
  lines_bytes_ =
      org.command().bytes() + org.parts().superiors.capacity() * sizeof(org.parts().superiors[0]);
  table_bytes_ = org.table().bytes();
}

run_stats::~run_stats() {
  if (!asked_ || stages_.empty()) return;
  end();
  std::string text;
  for (const stage& s : stages_) {
    text += fmt::format("{:<12} {:>9.3f} s", s.name, s.seconds);
    if (s.rows > 0)
      text += fmt::format("  {}, {:.0f} a second", counted(s.rows, "position"),
                          static_cast<double>(s.rows) / s.seconds);
    text += '\n';
  }
  if (positions_ > 0) {
    const auto each = [this](std::size_t bytes) {
      return static_cast<double>(bytes) / static_cast<double>(positions_);
    };
    text += fmt::format("structure    {:>9.1f} bytes a position; codes, texts and figures {:.1f}\n",
                        each(lines_bytes_), each(table_bytes_));
  }
  struct rusage used = {};
  ::getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
  };
  text += fmt::format(
      "peak memory  {:>9.1f} MB\nprocessor    {:>9.3f} s, {:.3f} s of it in the system\n",
      static_cast<double>(used.ru_maxrss) * 1024 / 1e6,
      seconds(used.ru_utime) + seconds(used.ru_stime), seconds(used.ru_stime));
  say(text);
}

}  // namespace pangkas::cli
