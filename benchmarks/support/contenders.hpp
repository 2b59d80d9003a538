// SPDX-License-Identifier: BSL-1.0
/// @file
/// @brief Subjects and their contenders: what is timed, and that all give the same answer.
#pragma once

#include "benchmarks/support/services.hpp"

#include <benchmark/benchmark.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace pangkas::benchmarks {

/// @brief Runs one contender on one service inside Google Benchmark, and says what is wrong with
/// its answer; nothing if it is right.
using timed_run = std::function<std::string(benchmark::State&, const service&)>;

/// @brief What is registered for a subject.
struct subject_entry {
  std::string name;
  std::vector<row_order> orders;
  std::vector<std::pair<std::string, timed_run>> contenders;  ///< the first is the yardstick
  /// Largest service, where time grows faster than the positions; such a subject is measured at
  /// 1,000 positions too. 0: all sizes.
  std::size_t most_positions = 0;
};

/// @brief All subjects, in the order of their files.
[[nodiscard]] std::vector<subject_entry>& subjects();

/// @brief Where a benchmark's name comes from.
struct benchmark_place {
  const subject_entry* subject = nullptr;
  row_order order = row_order::natural;
  std::size_t positions = 0;
  std::size_t contender = 0;
};

/// @brief Registers every contender of every subject, `subject/contender/order/positions`.
///
/// A subject's contenders take turns, @p rounds times, so that a busy moment of the machine hits
/// all of them.
void register_benchmarks(std::size_t rounds);

/// @brief The place of a registered name; absent if it is none of ours.
[[nodiscard]] std::optional<benchmark_place> place_of(const std::string& benchmark_name);

/// @brief Whether a contender has given a wrong answer or failed.
[[nodiscard]] bool any_failure() noexcept;

/// @brief Default of subject::contender(): the result is the answer.
struct as_it_is {
  template <class Result>
  Result&& operator()(const service&, Result&& result) const {
    return std::forward<Result>(result);
  }
};

/// @brief Registers contenders for one subject. The first is the yardstick, a plain loop over the
/// parent array or what comes nearest to one; all others must give its answer.
template <class Answer>
class subject {
 public:
  explicit subject(std::string name,
                   std::vector<row_order> orders = {row_order::natural, row_order::random},
                   std::size_t most_positions = 0)
      : place_(subjects().size()) {
    subjects().push_back({std::move(name), std::move(orders), {}, most_positions});
  }

  /// @brief Adds a contender.
  /// @param name       Letters and underscores, so that names are easily filtered.
  /// @param run        What is timed: service → result.
  /// @param answer_of  What is not: service, result → answer.
  template <class Run, class AnswerOf = as_it_is>
  subject& contender(std::string name, Run run, AnswerOf answer_of = {}) {
    const auto answer = [run, answer_of](const service& s) { return Answer(answer_of(s, run(s))); };
    if (!yardstick_->answer) yardstick_->answer = answer;
    subjects()[place_].contenders.emplace_back(
        std::move(name),
        [run, answer, yardstick = yardstick_, checked = static_cast<const service*>(nullptr)](
            benchmark::State& state, const service& s) mutable {
          if (checked != &s && !(answer(s) == yardstick->answer_for(s)))
            return std::string("its answer differs from that of the first contender");
          checked = &s;
          for (auto _ : state) {
            auto result = run(s);
            auto* kept = &result;
            benchmark::DoNotOptimize(kept);
            benchmark::ClobberMemory();
          }
          return std::string{};
        });
    return *this;
  }

 private:
  struct yardstick {
    std::function<Answer(const service&)> answer;
    std::optional<Answer> kept;
    const service* kept_for = nullptr;

    const Answer& answer_for(const service& s) {
      if (kept_for != &s) {
        kept.emplace(answer(s));
        kept_for = &s;
      }
      return *kept;
    }
  };

  std::size_t place_;
  std::shared_ptr<yardstick> yardstick_ = std::make_shared<yardstick>();
};

}  // namespace pangkas::benchmarks
