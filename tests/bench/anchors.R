# anchors.R DATA SET OUT [tbats]: forecasts of R's forecast package.
#
# For each origin of the frozen protocol, from the days before it alone: stlf
# (mstl and ets, with a yearly season where two years are known) on the whole
# history, in which public holidays and days with missing intervals are the
# mean of the last four ordinary same weekdays; with "tbats" also tbats on the
# last twelve weeks, for every second origin.  OUT: origin,model,day,slot,calls.
suppressMessages(library(forecast))
args <- commandArgs(TRUE)
sets <- list( # file, minutes, first slot, slots, week, first origin, step, origins, horizon
	bank_na = list("calls_5min.csv", 30, 14, 28, 5, "2003-06-02", 14, 9, 20),
	bank_il = list("calls_30min_1999.csv", 30, 0, 48, 7, "1999-05-02", 28, 8, 28),
	seattle911 = list("calls_60min.csv", 60, 0, 24, 7, "2018-03-05", 182, 8, 91),
	ed_iowa = list("arrivals_60min.csv", 60, 0, 24, 7, "2016-07-04", 77, 8, 91))
set <- sets[[args[2]]]
minutes <- set[[2]]; m <- set[[4]]; week <- set[[5]]; horizon <- set[[9]]
raw <- read.csv(file.path(args[1], args[2], set[[1]]))
raw <- raw[!is.na(raw$calls), ]
day <- as.integer(as.Date(substr(raw$start, 1, 10)))
slot <- (as.integer(substr(raw$start, 12, 13)) * 60 + as.integer(substr(raw$start, 15, 16))) %/% minutes - set[[3]]
inside <- slot >= 0 & slot < m
dates <- seq(min(day), max(day))
weekday <- (dates + 3) %% 7 # 0: Monday
dates <- dates[week == 7 | weekday < 5]
weekday <- (dates + 3) %% 7
sums <- tapply(raw$calls[inside], list(factor(day[inside], dates), factor(slot[inside], 0:(m - 1))), sum)
holidays <- as.integer(as.Date(read.csv(file.path(args[1], args[2], "holidays.csv"))$date))
ordinary <- !(dates %in% holidays) & rowSums(is.na(sums)) == 0
clean <- sums # known before an origin: only earlier days are looked at
for (r in which(!ordinary)) {
	same <- tail(which(ordinary & weekday == weekday[r] & seq_along(dates) < r), 4)
	if (!length(same))
		same <- head(which(ordinary & weekday == weekday[r]), 1)
	clean[r, ] <- colMeans(sums[same, , drop = FALSE])
}
write_model <- function(origin, model, y)
	write.table(data.frame(as.character(as.Date(origin, "1970-01-01")), model, rep(seq_len(horizon) - 1, each = m),
		rep(seq_len(m) - 1, horizon), round(as.numeric(y), 4)), args[3], append = TRUE,
		sep = ",", quote = FALSE, row.names = FALSE, col.names = FALSE)
writeLines("origin,model,day,slot,calls", args[3])
for (k in seq_len(set[[8]])) {
	origin <- as.integer(as.Date(set[[6]])) + (k - 1) * set[[7]]
	x <- as.numeric(t(clean[dates < origin, , drop = FALSE]))
	periods <- c(m, m * week)
	if (week == 7 && length(x) > 2 * 365.25 * m)
		periods <- c(periods, 365.25 * m)
	write_model(origin, "stlf", stlf(msts(x, periods), h = horizon * m)$mean)
	if (length(args) > 3 && k %% 2 == 1) {
		late <- tail(x, 12 * week * m)
		fit <- tbats(msts(late, c(m, m * week)), use.box.cox = FALSE, use.trend = FALSE, use.parallel = FALSE)
		write_model(origin, "tbats", forecast(fit, h = horizon * m)$mean)
	}
}
